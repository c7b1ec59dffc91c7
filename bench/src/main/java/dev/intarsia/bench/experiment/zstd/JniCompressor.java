package dev.intarsia.bench.experiment.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** zstd-jni's context over direct buffers. */
final class JniCompressor implements PageCompressor {
  private static final int LEVEL = 3;

  private final Pages pages;
  private final ContextLife life;
  private final ContextMemory memory;
  private final ByteBuffer target;
  private @Nullable ZstdCompressCtx context;
  private int length;

  JniCompressor(Pages pages, ContextLife life, ContextMemory memory) {
    this.pages = pages;
    this.life = life;
    this.memory = memory;
    target = ByteBuffer.allocateDirect((int) Zstd.compressBound(pages.largest()));
  }

  @Override
  public int compress(int page) {
    ByteBuffer source = pages.buffer(page);
    length =
        context()
            .compressDirectByteBuffer(target, 0, target.capacity(), source, 0, source.capacity());
    if (life == ContextLife.PAGE) {
      release();
    }
    return length;
  }

  private ZstdCompressCtx context() {
    ZstdCompressCtx open = context;
    if (open == null) {
      memory.willOpen();
      open = new ZstdCompressCtx().setLevel(LEVEL);
      context = open;
    }
    return open;
  }

  private void release() {
    ZstdCompressCtx open = context;
    if (open != null) {
      memory.willClose();
      open.close();
      context = null;
    }
  }

  @Override
  public byte[] compressed() {
    byte[] bytes = new byte[length];
    target.get(0, bytes);
    return bytes;
  }

  @Override
  public void endFile() {
    if (life == ContextLife.FILE) {
      release();
    }
  }

  @Override
  public void close() {
    release();
  }
}
