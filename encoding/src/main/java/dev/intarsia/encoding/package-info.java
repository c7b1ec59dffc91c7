/**
 * Values to page bytes and back: the encodings of {@code Encodings.md}.
 *
 * <p>A page's present values gather in PLAIN form, by {@link dev.intarsia.encoding.PlainEncoder},
 * or as ids of a {@link dev.intarsia.encoding.DictionaryBuilder}. At the page's end the other
 * encodings transcode: ids and levels through {@link
 * dev.intarsia.encoding.RleBitPackedHybridEncoder}, PLAIN bytes through {@link
 * dev.intarsia.encoding.DeltaBinaryPackedEncoder}, {@link
 * dev.intarsia.encoding.DeltaLengthByteArrayEncoder}, {@link
 * dev.intarsia.encoding.DeltaByteArrayEncoder} or {@link
 * dev.intarsia.encoding.ByteStreamSplitEncoder}. What leaves goes to {@code compress}. Levels of
 * nested columns come from {@link dev.intarsia.encoding.LevelShredder}, and turn back into offsets
 * and validity in {@link dev.intarsia.encoding.LevelAssembler}.
 *
 * <p>The way back: levels and ids through {@link dev.intarsia.encoding.RleBitPackedHybridDecoder},
 * ids to values through {@link dev.intarsia.encoding.Gather}, PLAIN bytes through {@link
 * dev.intarsia.encoding.PlainDecoder}; then {@link dev.intarsia.encoding.Spread} moves values to
 * the slots of their rows.
 *
 * <p>Encoders take segment ranges and counts and append to a {@link
 * dev.intarsia.memory.buffer.GrowableSegment}; columns, pages and files are unknown. All values are
 * little-endian. Encoders are static and without state, but for the dictionary.
 *
 * <p>Decoders take pages that nobody vouches for: whatever the bytes are, they decode them or throw
 * {@link dev.intarsia.memory.CorruptDataException}. For their loops to stay compiled ({@code
 * docs/decisions/0010}), the segments they are given are raw: memory of a pool, or a view of the
 * global scope ({@code MemorySegment.ofAddress(..).reinterpret(..)}) of mapped pages and of what
 * belongs to a confined arena. The caller keeps alive what it gives.
 */
@NullMarked
package dev.intarsia.encoding;

import org.jspecify.annotations.NullMarked;
