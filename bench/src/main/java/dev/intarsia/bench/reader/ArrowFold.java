package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Arrow C++ through arrow-dataset: its batches, folded where they lie. */
final class ArrowFold implements FoldingReader {
  private static final int BATCH_ROWS = 1 << 15;

  private final BufferAllocator allocator = new RootAllocator();
  private final List<TelemetryColumn> columns;
  private final ScanOptions options;
  private final ArrowColumn column = new ArrowColumn();

  ArrowFold(List<TelemetryColumn> columns) {
    this.columns = columns;
    String[] names = columns.stream().map(TelemetryColumn::columnName).toArray(String[]::new);
    options = new ScanOptions(BATCH_ROWS, Optional.of(names));
  }

  @Override
  @SuppressWarnings("try") // closing may be interrupted, says the interface; it does not wait
  public Fold fold(Path file) throws IOException {
    Fold fold = new Fold(columns);
    try (FileSystemDatasetFactory files =
            new FileSystemDatasetFactory(
                allocator,
                NativeMemoryPool.getDefault(),
                FileFormat.PARQUET,
                file.toUri().toString());
        Dataset dataset = files.finish();
        Scanner scanner = dataset.newScan(options);
        ArrowReader batches = scanner.scanBatches()) {
      while (batches.loadNextBatch()) {
        add(batches.getVectorSchemaRoot(), fold);
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Arrow C++ does not let go of " + file, e);
    }
    return fold;
  }

  private void add(VectorSchemaRoot batch, Fold fold) {
    int rows = batch.getRowCount();
    fold.addRows(rows);
    for (int i = 0; i < columns.size(); i++) {
      FieldVector vector = batch.getVector(i);
      int nulls = vector.getNullCount();
      fold.addNulls(i, nulls);
      if (nulls < rows) {
        point(vector, rows, nulls);
        column.addTo(fold, i, columns.get(i).kind());
      }
    }
  }

  private void point(FieldVector vector, int rows, int nulls) {
    column.rows = rows;
    column.bitmap = nulls == 0 ? 0 : vector.getValidityBuffer().memoryAddress();
    column.values =
        switch (vector) {
          case BaseFixedWidthVector fixed -> fixed.getDataBuffer().memoryAddress();
          case BaseVariableWidthVector texts -> texts.getOffsetBuffer().memoryAddress();
          default -> throw new IllegalStateException("telemetry has no " + vector.getField());
        };
  }

  @Override
  public void close() {
    allocator.close();
  }
}
