package dev.intarsia.bench.experiment.zstd;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import java.util.Arrays;

/** An encoder in Java, which makes a context on the heap for every page. */
final class JavaCompressor implements PageCompressor {
  private final Pages pages;
  private final ZstdJavaCompressor compressor = new ZstdJavaCompressor();
  private final byte[] target;
  private int length;

  JavaCompressor(Pages pages) {
    this.pages = pages;
    target = new byte[compressor.maxCompressedLength(pages.largest())];
  }

  @Override
  public int compress(int page) {
    byte[] source = pages.array(page);
    length = compressor.compress(source, 0, source.length, target, 0, target.length);
    return length;
  }

  @Override
  public byte[] compressed() {
    return Arrays.copyOf(target, length);
  }

  @Override
  public void endFile() {}

  @Override
  public void close() {}
}
