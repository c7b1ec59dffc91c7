package dev.intarsia.bench.experiment.zstd;

import com.github.luben.zstd.BufferPool;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** zstd-jni's output stream, a new one for every page as parquet-java takes them. */
final class StreamCompressor implements PageCompressor {
  private static final int LEVEL = 3;

  private final Pages pages;
  private final BufferPool pool;
  private final ContextMemory memory;
  private final Target target;

  StreamCompressor(Pages pages, BufferPool pool, ContextMemory memory) {
    this.pages = pages;
    this.pool = pool;
    this.memory = memory;
    target = new Target((int) Zstd.compressBound(pages.largest()));
  }

  @Override
  public int compress(int page) throws IOException {
    byte[] source = pages.array(page);
    target.length = 0;
    memory.willOpen();
    try (ZstdOutputStreamNoFinalizer stream =
        new ZstdOutputStreamNoFinalizer(target, pool, LEVEL)) {
      stream.write(source, 0, source.length);
      memory.willClose();
    }
    return target.length;
  }

  @Override
  public byte[] compressed() {
    return Arrays.copyOf(target.bytes, target.length);
  }

  @Override
  public void endFile() {}

  @Override
  public void close() {}

  /** Keeps its array, so that only what the stream itself allocates is counted. */
  private static final class Target extends OutputStream {
    private final byte[] bytes;
    private int length;

    Target(int capacity) {
      bytes = new byte[capacity];
    }

    @Override
    public void write(int b) {
      bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
      System.arraycopy(source, offset, bytes, length, count);
      length += count;
    }
  }
}
