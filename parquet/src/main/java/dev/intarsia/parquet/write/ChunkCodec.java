package dev.intarsia.parquet.write;

import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.encoding.compress.CodecKind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codec of a column's chunks. The format has one for all pages of a chunk, so the first data
 * page decides whether it is used at all; how it searches is settled for each kind of page, and
 * remembered from chunk to chunk.
 */
final class ChunkCodec {
  private static final int TELLING_BYTES = 256;

  private final CodecKind kind;
  private final @Nullable Codec codec;
  private final boolean mayGiveUp;
  private final SearchChoice dictionarySearch = new SearchChoice(false);
  private final Map<Encoding, SearchChoice> searches = new EnumMap<>(Encoding.class);
  private boolean decided;
  private boolean used;
  private long dictionaryBytes;

  /** A chunk of pages for {@code codec}; null for pages as they are. */
  ChunkCodec(CodecKind kind, @Nullable Codec codec, boolean mayGiveUp) {
    this.kind = kind;
    this.codec = codec;
    this.mayGiveUp = mayGiveUp;
    begin();
  }

  /** A new column chunk: nothing is decided. */
  void begin() {
    used = codec != null;
    decided = !used || !mayGiveUp;
    dictionaryBytes = 0;
  }

  /** What to compress with, null for pages as they are. */
  @Nullable Codec codec() {
    return used ? codec : null;
  }

  /** How dictionary pages are compressed. */
  SearchChoice dictionarySearch() {
    return dictionarySearch;
  }

  /** How data pages of an encoding are compressed. */
  SearchChoice search(Encoding encoding) {
    return searches.computeIfAbsent(encoding, _ -> new SearchChoice(true));
  }

  /** What the chunk's metadata says. */
  CodecKind kind() {
    return used ? kind : CodecKind.UNCOMPRESSED;
  }

  /** Tells how large the chunk's dictionary has become. */
  void dictionaryBytes(long bytes) {
    dictionaryBytes = bytes;
  }

  /**
   * Whether a page that compressed like this is stored compressed. A page of nulls tells nothing.
   */
  boolean keeps(long uncompressed, long compressed) {
    if (!decided) {
      decided = true;
      used =
          uncompressed < TELLING_BYTES
              || EncodingChoice.compressionPays(uncompressed, compressed, dictionaryBytes);
    }
    return used;
  }
}
