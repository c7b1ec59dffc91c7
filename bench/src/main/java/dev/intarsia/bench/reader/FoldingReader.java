package dev.intarsia.bench.reader;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A way to read a Parquet file of telemetry rows: every value of every column that it was opened
 * for is looked at once. Belongs to one thread; what it keeps from file to file it gives back when
 * closed.
 *
 * <p>Matched between all, where {@link ReaderKind#unmatched} says nothing else: the file, which the
 * system has in memory, the columns, what is made of the values, page checksums not verified, one
 * thread.
 */
public interface FoldingReader extends AutoCloseable {

  /** Reads a file from its footer on. */
  Fold fold(Path file) throws IOException;

  @Override
  void close();
}
