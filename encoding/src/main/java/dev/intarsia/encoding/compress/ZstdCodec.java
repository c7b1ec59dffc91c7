package dev.intarsia.encoding.compress;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard frames by the C library. The contexts are reused for every page: nothing is allocated
 * per page, here or there. The frame carries the content's size and no checksum (pages have their
 * own).
 */
final class ZstdCodec extends Codec {
  /** Level 1 is as short a search as the shortcuts, and negative levels are shorter. */
  private static final int LOWEST_LEVEL_WITH_SHORTCUTS = 2;

  /** ZSTD_fast. */
  private static final int ONE_TABLE = 1;

  /** 256 KiB: in windows below 512 KiB, zstd's fast search compares without branches. */
  private static final int SHORT_WINDOW = 18;

  private final MemorySegment compressor;
  private final boolean hasShortcuts;
  private MemorySegment decompressor = MemorySegment.NULL;

  /** What the parameters are set to; null if the library refused one. */
  private @Nullable Search search = Search.LEVEL;

  ZstdCodec(int level) {
    super(CodecKind.ZSTD);
    compressor = ZstdNative.createCompressor(level);
    hasShortcuts = level >= LOWEST_LEVEL_WITH_SHORTCUTS;
  }

  @Override
  public boolean hasShortcuts() {
    return hasShortcuts;
  }

  @Override
  void turnTo(Search next) {
    if (next == search || !hasShortcuts) {
      return;
    }
    switch (next) {
      case SPARSE -> oneTable(15, 6, 8);
      case NEAR -> oneTable(12, 5, 3);
      case LONG -> oneTable(15, 7, 2);
      case LEVEL -> search(0, 0, 0, 0, 0, 0); // as the level has them
    }
    search = next;
  }

  /**
   * Of {@code stride} bytes the search looks at the first two, and at fewer in barren stretches.
   */
  private void oneTable(int hashLog, int minMatch, int stride) {
    // fast searches leave literals as they are unless told otherwise
    search(SHORT_WINDOW, hashLog, minMatch, stride - 1, ONE_TABLE, 1);
  }

  /** Sets what a search consists of; 0 is what the level has. */
  void search(
      int windowLog, int hashLog, int minMatch, int targetLength, int strategy, int literals) {
    search = null;
    set(ZstdNative.WINDOW_LOG, windowLog);
    set(ZstdNative.HASH_LOG, hashLog);
    set(ZstdNative.MIN_MATCH, minMatch);
    set(ZstdNative.TARGET_LENGTH, targetLength);
    set(ZstdNative.STRATEGY, strategy);
    set(ZstdNative.LITERAL_COMPRESSION, literals);
  }

  private void set(int parameter, int value) {
    long result = ZstdNative.set(compressor, parameter, value);
    if (ZstdNative.isError(result)) {
      throw new CodecException(
          "ZSTD refuses parameter %d = %d: %s"
              .formatted(parameter, value, ZstdNative.errorName(result)));
    }
  }

  @Override
  public long bound(long length) {
    return ZstdNative.bound(length);
  }

  @Override
  long deflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    long result =
        ZstdNative.compress(
            compressor,
            target.asSlice(targetOffset, capacity),
            source.asSlice(sourceOffset, length));
    if (ZstdNative.isError(result)) {
      throw failure("compress", length, capacity, ZstdNative.errorName(result));
    }
    return result;
  }

  @Override
  long inflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    if (decompressor.address() == 0) {
      decompressor = ZstdNative.createDecompressor();
    }
    long result =
        ZstdNative.decompress(
            decompressor,
            target.asSlice(targetOffset, capacity),
            source.asSlice(sourceOffset, length));
    if (ZstdNative.isError(result)) {
      throw failure("decompress", length, capacity, ZstdNative.errorName(result));
    }
    return result;
  }

  @Override
  void free() {
    ZstdNative.freeCompressor(compressor);
    if (decompressor.address() != 0) {
      ZstdNative.freeDecompressor(decompressor);
    }
  }
}
