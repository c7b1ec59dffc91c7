package dev.intarsia.bench.contender;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A way to get telemetry rows into a Parquet file. Belongs to one thread and to the input it was
 * opened with; what it keeps from file to file it gives back when closed.
 *
 * <p>Matched between all, where {@link ContenderKind#unmatched} says nothing else: the rows and how
 * they are held, schema, codec and level, data page V1 of at most 1 MiB and 20,000 rows, dictionary
 * page of at most 1 MiB, row group of 128 MiB, page checksums, statistics, column and offset index,
 * UTF-8 not validated, one thread.
 */
public interface Contender extends AutoCloseable {

  /** Bytes of a page before compression. */
  int PAGE_BYTES = 1 << 20;

  /** Rows of a page. */
  int PAGE_ROWS = 20_000;

  /** Bytes of a dictionary page. */
  int DICTIONARY_BYTES = 1 << 20;

  /** Bytes of a row group, as each writer counts them. */
  long ROW_GROUP_BYTES = 128L << 20;

  /** Rows that contenders which build columns before they encode any gather at a time. */
  int BATCH_ROWS = 10_000;

  /** Level of ZSTD. */
  int ZSTD_LEVEL = 3;

  /** Writes every row of the input to a file that does not exist yet, and closes it. */
  void write(Path file) throws IOException;

  @Override
  void close();
}
