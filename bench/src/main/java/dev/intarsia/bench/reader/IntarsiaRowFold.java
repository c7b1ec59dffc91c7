package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Intarsia, row by row, and within a row kind by kind. */
final class IntarsiaRowFold implements FoldingReader {
  private final MemoryPool pool = MemoryPool.create("reader", IntarsiaFile.LIMIT);
  private final List<TelemetryColumn> columns;
  private final int[] longs;
  private final int[] ints;
  private final int[] doubles;
  private final int[] booleans;
  private final int[] texts;

  IntarsiaRowFold(List<TelemetryColumn> columns) {
    this.columns = columns;
    longs = of(Kind.LONG);
    ints = of(Kind.INT);
    doubles = of(Kind.DOUBLE);
    booleans = of(Kind.BOOLEAN);
    texts = of(Kind.TEXT);
  }

  private int[] of(Kind kind) {
    return IntStream.range(0, columns.size()).filter(i -> columns.get(i).kind() == kind).toArray();
  }

  @Override
  public Fold fold(Path file) throws IOException {
    Fold fold = new Fold(columns);
    try (ParquetReader reader = ParquetReader.open(file, pool, IntarsiaFile.OPTIONS);
        RowReader row = IntarsiaFile.scan(reader, columns).openRows()) {
      while (row.next()) {
        fold.addRows(1);
        addNumbers(row, fold);
        addTexts(row, fold);
      }
    }
    return fold;
  }

  private void addNumbers(RowReader row, Fold fold) {
    for (int column : longs) {
      if (row.isNull(column)) {
        fold.addNulls(column, 1);
      } else {
        fold.add(column, row.getLong(column));
      }
    }
    for (int column : ints) {
      if (row.isNull(column)) {
        fold.addNulls(column, 1);
      } else {
        fold.add(column, row.getInt(column));
      }
    }
    for (int column : doubles) {
      if (row.isNull(column)) {
        fold.addNulls(column, 1);
      } else {
        fold.add(column, row.getDouble(column));
      }
    }
    for (int column : booleans) {
      if (row.isNull(column)) {
        fold.addNulls(column, 1);
      } else {
        fold.add(column, row.getBoolean(column) ? 1 : 0);
      }
    }
  }

  private void addTexts(RowReader row, Fold fold) {
    for (int column : texts) {
      if (row.isNull(column)) {
        fold.addNulls(column, 1);
      } else {
        fold.add(column, row.byteLength(column));
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
