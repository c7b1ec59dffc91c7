package dev.intarsia.encoding.compress;

import java.lang.foreign.MemorySegment;

/**
 * Zstandard frames by the C library. The contexts are reused for every page: nothing is allocated
 * per page, here or there. The frame carries the content's size and no checksum (pages have their
 * own).
 */
final class ZstdCodec extends Codec {
  private final MemorySegment compressor;
  private MemorySegment decompressor = MemorySegment.NULL;

  ZstdCodec(int level) {
    super(CodecKind.ZSTD);
    compressor = ZstdNative.createCompressor(level);
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
