package dev.intarsia.encoding.compress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * The deprecated LZ4 of {@code Compression.md}, whose framing is Hadoop's, by lz4-java.
 *
 * <pre>
 *   page  := block*
 *   block := | size before, u32 | chunk* |                big-endian; chunks until the size is reached
 *   chunk := | size after, u32 | LZ4 block |
 * </pre>
 *
 * <p>Some writers left the framing out, so what does not read as frames is read as one LZ4 block.
 */
final class Lz4HadoopCodec extends BufferCodec {
  private static final int HEADER = 8;

  private final LZ4Compressor compressor;
  private final LZ4SafeDecompressor decompressor;

  Lz4HadoopCodec() {
    super(CodecKind.LZ4);
    LZ4Factory factory = LZ4Factory.fastestInstance();
    compressor = factory.fastCompressor();
    decompressor = factory.safeDecompressor();
  }

  @Override
  public long bound(long length) {
    return HEADER + length + length / 255 + 16;
  }

  @Override
  int deflate(ByteBuffer in, ByteBuffer out) throws IOException {
    int length = in.remaining();
    if (length == 0) {
      return 0;
    }
    if (out.remaining() < HEADER) {
      throw new IOException("the target is too small");
    }
    int compressed = compressor.compress(in, 0, length, out, HEADER, out.remaining() - HEADER);
    out.order(ByteOrder.BIG_ENDIAN).putInt(0, length).putInt(4, compressed);
    return HEADER + compressed;
  }

  @Override
  int inflate(ByteBuffer in, ByteBuffer out) {
    int length = in.remaining();
    int framed = inflateBlocks(in.order(ByteOrder.BIG_ENDIAN), length, out, out.remaining());
    return framed >= 0 ? framed : decompressor.decompress(in, 0, length, out, 0, out.remaining());
  }

  /** Bytes written, or -1 if these are no frames. */
  private int inflateBlocks(ByteBuffer in, int length, ByteBuffer out, int capacity) {
    int at = 0;
    int written = 0;
    while (length - at >= HEADER) {
      int size = in.getInt(at);
      if (size < 0 || size > capacity - written) {
        return -1;
      }
      at += 4;
      int end = written + size;
      // even an empty block may have a chunk
      do {
        int compressed = length - at < 4 ? -1 : in.getInt(at);
        if (compressed < 0 || compressed > length - at - 4) {
          return -1;
        }
        int inflated = inflateChunk(in, at + 4, compressed, out, written, end - written);
        if (inflated < 0 || (inflated == 0 && written < end)) {
          return -1;
        }
        at += 4 + compressed;
        written += inflated;
      } while (written < end);
    }
    return at == length ? written : -1;
  }

  private int inflateChunk(
      ByteBuffer in, int at, int length, ByteBuffer out, int target, int capacity) {
    try {
      return decompressor.decompress(in, at, length, out, target, capacity);
    } catch (LZ4Exception e) {
      return -1;
    }
  }

  @Override
  void free() {}
}
