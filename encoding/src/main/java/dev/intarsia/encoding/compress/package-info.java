/**
 * Page bodies to fewer bytes and back: the codecs of {@code Compression.md}.
 *
 * <p>{@link dev.intarsia.encoding.compress.Codec} is the entry: one object per writer thread and
 * kind, made by {@link dev.intarsia.encoding.compress.Codec#create}, working from segment to
 * segment and closed with its writer. ZSTD goes to the C library directly; SNAPPY, LZ4_RAW and GZIP
 * go through the {@code ByteBuffer} face of their libraries, the first two of which are there only
 * if the user adds them.
 */
@NullMarked
package dev.intarsia.encoding.compress;

import org.jspecify.annotations.NullMarked;
