package dev.intarsia.encoding.compress;

import java.lang.foreign.MemorySegment;

/** Copies. Writers that can take the page as it lies need not call it. */
final class UncompressedCodec extends Codec {
  UncompressedCodec() {
    super(CodecKind.UNCOMPRESSED);
  }

  @Override
  public long bound(long length) {
    return length;
  }

  @Override
  long deflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    if (length > capacity) {
      throw failure("copy", length, capacity, "the target is too small");
    }
    MemorySegment.copy(source, sourceOffset, target, targetOffset, length);
    return length;
  }

  @Override
  long inflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    return deflate(source, sourceOffset, length, target, targetOffset, capacity);
  }

  @Override
  void free() {}
}
