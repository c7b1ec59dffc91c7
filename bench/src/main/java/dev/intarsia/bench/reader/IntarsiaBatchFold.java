package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.Validity;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ScanBuilder;
import dev.intarsia.parquet.ScanMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Intarsia, batch by batch. */
public final class IntarsiaBatchFold implements FoldingReader {
  private final MemoryPool pool = MemoryPool.create("reader", IntarsiaFile.LIMIT);
  private final List<TelemetryColumn> columns;
  private final UnaryOperator<ScanBuilder> choices;
  private final ArrowColumn column = new ArrowColumn();
  private @Nullable ScanMetrics metrics;

  /**
   * Reads some columns.
   *
   * @param columns which
   * @param choices what else the scan is told: rows, threads and the like
   */
  public IntarsiaBatchFold(List<TelemetryColumn> columns, UnaryOperator<ScanBuilder> choices) {
    this.columns = columns;
    this.choices = choices;
  }

  @Override
  public Fold fold(Path file) throws IOException {
    Fold fold = new Fold(columns);
    try (ParquetReader reader = ParquetReader.open(file, pool, IntarsiaFile.OPTIONS);
        BatchScan scan = choices.apply(IntarsiaFile.scan(reader, columns)).open()) {
      for (ColumnBatch next = scan.next(); next != null; next = scan.next()) {
        try (ColumnBatch batch = next) {
          add(batch, fold);
        }
      }
      metrics = scan.metrics();
    }
    return fold;
  }

  /** What the last scan did. */
  public ScanMetrics metrics() {
    return Objects.requireNonNull(metrics, "nothing was read");
  }

  private void add(ColumnBatch batch, Fold fold) {
    fold.addRows(batch.rowCount());
    for (int i = 0; i < columns.size(); i++) {
      Column source = batch.column(i);
      fold.addNulls(i, source.nullCount());
      if (source.nullCount() < source.length()) {
        point(source);
        column.addTo(fold, i, columns.get(i).kind());
      }
    }
  }

  private void point(Column source) {
    column.rows = source.length();
    Validity validity = source.validity();
    column.bitmap = validity == null ? 0 : validity.bitmap().address();
    column.bitmapBit = validity == null ? 0 : validity.bitOffset();
    switch (source) {
      case FixedWidthColumn fixed -> column.values = fixed.values().address() + fixed.byteOffset();
      case BooleanColumn booleans -> {
        column.values = booleans.bits().address();
        column.valuesBit = booleans.bitOffset();
      }
      case BinaryColumn texts ->
          column.values = texts.offsets().address() + texts.offsetsByteOffset();
      default -> throw new IllegalStateException("telemetry has no " + source.field());
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
