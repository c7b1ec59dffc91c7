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
import java.util.ArrayList;
import java.util.List;

/**
 * Some neighbouring rows of a telemetry file, as a condition on the column that counts events,
 * which the rows are sorted by.
 *
 * @param from number of the first event
 * @param to number of the first event that does not belong to them any more
 */
public record SortedRows(long from, long to) {
  private static final TelemetryColumn SORTED = TelemetryColumn.EVENT_SEQUENCE;
  private static final int PAGES = 20;

  /**
   * Looks the numbers up, for places all over the file. What is before the rows in their pages
   * costs more than what is behind, so the places are spread over pages, too, if these have a
   * twentieth of the rows: one of {@code n} begins each {@code n}-th of a page.
   *
   * @param file of some rows more
   * @param rows of the file
   * @param kept how many rows are to meet each condition
   * @param places how many conditions
   */
  public static List<SortedRows> of(Path file, int rows, int kept, int places) throws IOException {
    List<SortedRows> all = new ArrayList<>();
    try (MemoryPool pool = MemoryPool.create("bounds", MemoryLimit.unlimited());
        ParquetReader reader = ParquetReader.open(file, pool)) {
      for (int i = 0; i < places; i++) {
        int first = rows / (2 * places) * (2 * i + 1) + rows / PAGES / places * i;
        all.add(new SortedRows(event(reader, first), event(reader, first + kept)));
      }
    }
    return all;
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
