package dev.intarsia.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import org.junit.jupiter.api.Test;

@DetectLeaks
class PendingIdsTest {
  private static final Schema SCHEMA =
      Schema.builder("s")
          .optional("int", PhysicalType.INT32)
          .optional("text", LogicalType.string())
          .build();

  @Test
  void rowsThatTurnedNullSinceTheyWereCountedAreRefused() {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(8));
        BatchBuilder builder = ColumnBatch.builder(SCHEMA, pool, 10)) {
      for (int i = 0; i < 10; i++) {
        if (i % 3 == 0) {
          builder.column("int").appendNull();
          builder.column("text").appendNull();
        } else {
          builder.column("int").appendInt(i);
          builder.column("text").appendString("text " + i);
        }
      }
      try (ColumnBatch batch = builder.build()) {
        for (Field field : SCHEMA.fields()) {
          PrimitiveColumn column = (PrimitiveColumn) batch.column(field.name());
          try (PendingIds ids = new PendingIds(field, pool, "test")) {
            ids.add(column, 0, 10, 4);
            assertThat(ids.interned()).isEqualTo(6);
            assertThatIllegalStateException().isThrownBy(() -> ids.add(column, 0, 10, 3));
          }
        }
      }
    }
  }
}
