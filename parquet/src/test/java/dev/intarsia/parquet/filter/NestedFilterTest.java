package dev.intarsia.parquet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.ListColumn;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters by members of structs, and nested columns of the rows that are left. */
@DetectLeaks
final class NestedFilterTest {
  private static final int ROWS = 3_000;

  private static final Schema SCHEMA =
      Schema.builder("s")
          .required("id", PhysicalType.INT64)
          .add(new StructField("point", List.of(Field.of("x", PhysicalType.INT32, true)), true))
          .add(new ListField("list", Field.of("element", PhysicalType.INT64, true), true))
          .build();

  @TempDir private Path folder;

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("nested.parquet");
    WriterOptions options = WriterOptions.builder().rowGroupRows(1_100).pageRows(90).build();
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      for (int id = 0; id < ROWS; id++) {
        row.setLong(0, id);
        if (id % 3 > 0) {
          row.struct(1).begin();
          Integer x = x(id);
          if (x != null) {
            row.struct(1).field(0).setInt(x);
          }
        }
        row.list(2).begin();
        for (int i = 0; i < id % 4; i++) {
          row.list(2).element().setLong(10L * id + i);
        }
        row.end();
      }
      writer.finish();
    }
  }

  /** Null because the struct is, or by itself, or a number that rises through the file. */
  private static @Nullable Integer x(int id) {
    return id % 3 == 2 ? id / 10 : null;
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void membersOfStructsAreAsked() throws IOException {
    check(Filter.ge("point.x", 280), x -> x != null && x >= 280);
    check(Filter.eq("point.x", 33), x -> x != null && x == 33);
    check(Filter.not(Filter.lt("point.x", 250)), x -> x != null && x >= 250);
    check(Filter.isNull("point.x"), x -> x == null);
    check(Filter.isNotNull("point.x"), x -> x != null);
  }

  private void check(Filter filter, Predicate<@Nullable Integer> expected) throws IOException {
    List<Long> found = new ArrayList<>();
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().filter(filter).batchRows(77).threads(2).open()) {
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          found.addAll(ids(batch));
        }
      }
    }
    assertThat(found)
        .isEqualTo(
            IntStream.range(0, ROWS)
                .filter(id -> expected.test(x(id)))
                .asLongStream()
                .boxed()
                .toList());
  }

  /** The ids, each with the list of its row beside it. */
  private static List<Long> ids(ColumnBatch batch) {
    List<Long> ids = new ArrayList<>();
    FixedWidthColumn column = (FixedWidthColumn) batch.column("id");
    ListColumn lists = (ListColumn) batch.column("list");
    FixedWidthColumn elements = (FixedWidthColumn) lists.element();
    for (int row = 0; row < batch.rowCount(); row++) {
      long id = column.getLong(row);
      ids.add(id);
      assertThat(lists.size(row)).isEqualTo((int) (id % 4));
      for (int i = lists.start(row); i < lists.start(row) + lists.size(row); i++) {
        assertThat(elements.getLong(i)).isEqualTo(10 * id + i - lists.start(row));
      }
    }
    return ids;
  }
}
