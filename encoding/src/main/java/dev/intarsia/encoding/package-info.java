/**
 * Values to page bytes: the encodings of {@code Encodings.md}.
 *
 * <p>A page's present values gather in PLAIN form, by {@link dev.intarsia.encoding.PlainEncoder},
 * or as ids of a {@link dev.intarsia.encoding.DictionaryBuilder}. At the page's end the other
 * encodings transcode: ids and levels through {@link
 * dev.intarsia.encoding.RleBitPackedHybridEncoder}, PLAIN bytes through {@link
 * dev.intarsia.encoding.DeltaBinaryPackedEncoder}, {@link
 * dev.intarsia.encoding.DeltaLengthByteArrayEncoder}, {@link
 * dev.intarsia.encoding.DeltaByteArrayEncoder} or {@link
 * dev.intarsia.encoding.ByteStreamSplitEncoder}. What leaves goes to {@code compress}.
 *
 * <p>Everything here takes segment ranges and counts and appends to a {@link
 * dev.intarsia.memory.buffer.GrowableSegment}; columns, pages and files are unknown. All values are
 * little-endian. Encoders are static and without state, but for the dictionary.
 */
@NullMarked
package dev.intarsia.encoding;

import org.jspecify.annotations.NullMarked;
