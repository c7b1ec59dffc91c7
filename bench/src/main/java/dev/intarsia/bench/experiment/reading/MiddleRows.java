package dev.intarsia.bench.experiment.reading;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Some rows from the middle of a telemetry file, as a condition on the column that counts events,
 * which the rows are sorted by.
 *
 * @param from number of the first event
 * @param to number of the first event that does not belong to them any more
 */
public record MiddleRows(long from, long to) {
  private static final TelemetryColumn SORTED = TelemetryColumn.EVENT_SEQUENCE;

  /**
   * Looks the numbers up.
   *
   * @param file of some rows more
   * @param rows of the file
   * @param kept how many rows are to meet the condition
   */
  public static MiddleRows of(Path file, int rows, int kept) throws IOException {
    int first = rows / 9 * 5; // within a page, whatever round number of rows pages have
    try (MemoryPool pool = MemoryPool.create("bounds", MemoryLimit.unlimited());
        ParquetReader reader = ParquetReader.open(file, pool)) {
      return new MiddleRows(event(reader, first), event(reader, first + kept));
    }
  }

  private static long event(ParquetReader reader, int row) throws IOException {
    try (BatchScan scan = reader.scan().project(SORTED.columnName()).rows(row, 1).open();
        ColumnBatch batch = scan.next()) {
      if (batch == null) {
        throw new IllegalArgumentException("the file has no row " + row);
      }
      return ((FixedWidthColumn) batch.column(0)).getLong(0);
    }
  }

  /** The condition for Intarsia. */
  public Filter filter() {
    return Filter.and(Filter.ge(SORTED.columnName(), from), Filter.lt(SORTED.columnName(), to));
  }

  /** The condition in SQL. */
  public String sql() {
    return "%1$s >= %2$d AND %1$s < %3$d".formatted(SORTED.columnName(), from, to);
  }
}
