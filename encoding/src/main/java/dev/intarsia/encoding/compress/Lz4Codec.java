package dev.intarsia.encoding.compress;

import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** One LZ4 block per page by lz4-java; the block does not carry its size. */
final class Lz4Codec extends BufferCodec {
  private final LZ4Compressor compressor;
  private final LZ4SafeDecompressor decompressor;

  Lz4Codec() {
    super(CodecKind.LZ4_RAW);
    LZ4Factory factory = LZ4Factory.fastestInstance();
    compressor = factory.fastCompressor();
    decompressor = factory.safeDecompressor();
  }

  @Override
  public long bound(long length) {
    return length + length / 255 + 16;
  }

  @Override
  int deflate(ByteBuffer in, ByteBuffer out) {
    return compressor.compress(in, 0, in.remaining(), out, 0, out.remaining());
  }

  @Override
  int inflate(ByteBuffer in, ByteBuffer out) {
    return decompressor.decompress(in, 0, in.remaining(), out, 0, out.remaining());
  }

  @Override
  void free() {}
}
