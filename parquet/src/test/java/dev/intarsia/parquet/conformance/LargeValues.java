package dev.intarsia.parquet.conformance;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.MapColumn;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.UnsupportedFeatureException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;

/**
 * {@code large_string_map.brotli.parquet}: two rows of a map with one key each, a gibibyte of
 * {@code a}, whose value is 1. No other reader at hand takes it, so it is held against its
 * description. That takes gibibytes and most of a minute, hence only with {@code
 * -Dintarsia.large=true}.
 */
final class LargeValues {
  private static final long KEY_BYTES = 1L << 30;

  private LargeValues() {}

  static void check(Path file) throws IOException {
    ReaderOptions smaller = ReaderOptions.builder().pageBytes(1 << 29).build();
    assertThatThrownBy(() -> OwnRows.read(file, smaller))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("ReaderOptions.pageBytes");
    if (Boolean.getBoolean("intarsia.large")) {
      checkValues(file);
    }
  }

  private static void checkValues(Path file) throws IOException {
    ReaderOptions options = ReaderOptions.builder().pageBytes(Integer.MAX_VALUE).build();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        ParquetReader reader = ParquetReader.open(file, pool, options);
        BatchScan scan = reader.scan().batchRows(1).open()) {
      for (int row = 0; row < 2; row++) {
        try (ColumnBatch batch = Objects.requireNonNull(scan.next())) {
          checkRow(batch);
        }
      }
      assertThat(scan.next()).isNull();
    }
  }

  private static void checkRow(ColumnBatch batch) {
    MapColumn map = (MapColumn) batch.column(0);
    assertThat(map.size(0)).isEqualTo(1);
    assertThat(((FixedWidthColumn) map.values()).getInt(map.start(0))).isEqualTo(1);
    MemorySegment key = ((BinaryColumn) map.keys()).getBytes(map.start(0));
    assertThat(key.byteSize()).isEqualTo(KEY_BYTES);
    // all bytes are the first one
    assertThat(key.get(BYTE, 0)).isEqualTo((byte) 'a');
    assertThat(key.asSlice(1).mismatch(key.asSlice(0, KEY_BYTES - 1))).isEqualTo(-1);
  }
}
