package dev.intarsia.encoding.compress;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * Codecs whose libraries work on byte buffers.
 *
 * <p>Native segments are shown to them as direct buffers. Heap segments, which occur only where the
 * two kinds of memory are compared, are copied to arrays and back, and so is what is empty.
 */
abstract sealed class BufferCodec extends Codec
    permits GzipCodec, SnappyCodec, BrotliCodec, Lz4Codec, Lz4HadoopCodec, ZstdJniCodec {
  BufferCodec(CodecKind kind) {
    super(kind);
  }

  /** Compresses what remains in {@code in}; both buffers are direct, or both have arrays. */
  abstract int deflate(ByteBuffer in, ByteBuffer out) throws IOException;

  /** Decompresses what remains in {@code in}; both buffers are direct, or both have arrays. */
  abstract int inflate(ByteBuffer in, ByteBuffer out) throws IOException, DataFormatException;

  @Override
  final long deflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    // more than the bound is never needed, and a buffer has at most 2^31 - 1 bytes
    long limit = Math.min(capacity, Math.max(bound(length), 0));
    try {
      if (!areBuffers(source, length, target, limit)) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(limit));
        int written = deflate(copy(source, sourceOffset, length), out);
        MemorySegment.copy(out.array(), 0, target, JAVA_BYTE, targetOffset, written);
        return written;
      }
      return deflate(view(source, sourceOffset, length), view(target, targetOffset, limit));
    } catch (IOException | RuntimeException e) {
      throw failure("compress", length, capacity, e);
    } finally {
      Reference.reachabilityFence(source);
      Reference.reachabilityFence(target);
    }
  }

  @Override
  final long inflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    long limit = Math.min(capacity, Integer.MAX_VALUE - 8);
    try {
      if (!areBuffers(source, length, target, limit)) {
        ByteBuffer out = ByteBuffer.allocate((int) limit);
        int written = inflate(copy(source, sourceOffset, length), out);
        MemorySegment.copy(out.array(), 0, target, JAVA_BYTE, targetOffset, written);
        return written;
      }
      return inflate(view(source, sourceOffset, length), view(target, targetOffset, limit));
    } catch (IOException | DataFormatException | RuntimeException e) {
      throw failure("decompress", length, capacity, e);
    } finally {
      Reference.reachabilityFence(source);
      Reference.reachabilityFence(target);
    }
  }

  /** Whether both ranges can be shown as direct buffers: libraries take an empty one for none. */
  private static boolean areBuffers(
      MemorySegment source, long length, MemorySegment target, long capacity) {
    return length > 0 && capacity > 0 && source.isNative() && target.isNative();
  }

  private static ByteBuffer copy(MemorySegment segment, long offset, long length) {
    return ByteBuffer.wrap(segment.asSlice(offset, length).toArray(JAVA_BYTE));
  }

  /**
   * A buffer of the global scope: before JDK 25, {@code java.util.zip} refuses buffers of a shared
   * one. It does not outlive the call, and the caller's segment does.
   */
  @SuppressWarnings("restricted")
  private static ByteBuffer view(MemorySegment segment, long offset, long length) {
    Math.toIntExact(length);
    return MemorySegment.ofAddress(segment.address() + offset).reinterpret(length).asByteBuffer();
  }
}
