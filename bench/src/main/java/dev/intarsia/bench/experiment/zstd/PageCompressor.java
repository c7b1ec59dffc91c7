package dev.intarsia.bench.experiment.zstd;

import java.io.IOException;

/** Compresses the pages of files, one by one. Belongs to one thread. */
public interface PageCompressor extends AutoCloseable {

  /**
   * Compresses a page.
   *
   * @param page index of the page
   * @return compressed bytes
   */
  int compress(int page) throws IOException;

  /** What the last call of {@link #compress} made. */
  byte[] compressed();

  /** The last page of a file is done. */
  void endFile();

  @Override
  void close();
}
