package dev.intarsia.encoding.compress;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/** Raw Snappy by snappy-java, whose native code trusts the sizes it is given: they are checked. */
final class SnappyCodec extends BufferCodec {
  SnappyCodec() {
    super(CodecKind.SNAPPY);
    // loads the native library, or fails now
    Snappy.maxCompressedLength(0);
  }

  @Override
  public long bound(long length) {
    return 32 + length + length / 6;
  }

  @Override
  int deflate(ByteBuffer in, ByteBuffer out) throws IOException {
    if (out.remaining() < bound(in.remaining())) {
      throw new IOException("the target must hold " + bound(in.remaining()) + " bytes");
    }
    return in.isDirect()
        ? Snappy.compress(in, out)
        : Snappy.compress(
            in.array(), in.arrayOffset(), in.remaining(), out.array(), out.arrayOffset());
  }

  @Override
  int inflate(ByteBuffer in, ByteBuffer out) throws IOException {
    int length =
        in.isDirect()
            ? Snappy.uncompressedLength(in)
            : Snappy.uncompressedLength(in.array(), in.arrayOffset(), in.remaining());
    if (length < 0 || length > out.remaining()) {
      throw new IOException("the target is too small for " + length + " bytes");
    }
    return in.isDirect()
        ? Snappy.uncompress(in, out)
        : Snappy.uncompress(
            in.array(), in.arrayOffset(), in.remaining(), out.array(), out.arrayOffset());
  }

  @Override
  void free() {}
}
