package dev.intarsia.encoding.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.ByteBuffer;

/** Zstandard frames by zstd-jni's classes, where its symbols cannot be seen from here. */
final class ZstdJniCodec extends BufferCodec {
  private final ZstdCompressCtx compressor = new ZstdCompressCtx();
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

  ZstdJniCodec(int level) {
    super(CodecKind.ZSTD);
    compressor.setLevel(level);
  }

  @Override
  public long bound(long length) {
    return Zstd.compressBound(length);
  }

  @Override
  int deflate(ByteBuffer in, ByteBuffer out) {
    int length = in.remaining();
    return in.isDirect()
        ? compressor.compressDirectByteBuffer(out, 0, out.remaining(), in, 0, length)
        : compressor.compressByteArray(
            out.array(), out.arrayOffset(), out.capacity(), in.array(), in.arrayOffset(), length);
  }

  @Override
  int inflate(ByteBuffer in, ByteBuffer out) {
    int length = in.remaining();
    return in.isDirect()
        ? decompressor.decompressDirectByteBuffer(out, 0, out.remaining(), in, 0, length)
        : decompressor.decompressByteArray(
            out.array(), out.arrayOffset(), out.capacity(), in.array(), in.arrayOffset(), length);
  }

  @Override
  void free() {
    compressor.close();
    decompressor.close();
  }
}
