package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.ColumnBuilder;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.NestedValues;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.columns.ValueAppender;
import dev.intarsia.columns.Values;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random nested rows, good and bad, against lists. */
@DetectLeaks
final class NestedModelTest {
  private static final Schema SCHEMA = NestedValues.SCHEMA;

  /** What the rows should be, and a sink that compares them. */
  private static final class Model implements RowSink {
    final List<List<@Nullable Object>> rows = new ArrayList<>();
    int accepted;

    @Override
    public void full(RowBuffer buffer) {
      for (int column = 0; column < SCHEMA.size(); column++) {
        int index = column;
        assertThat(Values.of(buffer.column(column)))
            .as("%s", SCHEMA.field(column))
            .isEqualTo(rows.stream().map(row -> row.get(index)).toList());
      }
      accepted += rows.size();
      rows.clear();
      buffer.clear();
    }

    @Override
    public boolean relieve() {
      return false;
    }

    @Override
    public void check() {}
  }

  private final Model model = new Model();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 500})
  void rowsAreWhatWasSetHoweverTheyWentWrongBetween(int maxRows, MemoryPool poisoned)
      throws IOException {
    Random random = new Random(maxRows);
    NestedValues values = new NestedValues(random);
    try (RowBuffer buffer = RowBuffer.allocate(SCHEMA, poisoned, maxRows, 20_000, true)) {
      RowAppender appender = buffer.appender(model);
      for (int i = 0; i < 2_000; i++) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 0; column < SCHEMA.size(); column++) {
          row.add(values.value(SCHEMA.field(column)));
          values.replace(appender.value(column), row.get(column));
          if (random.nextInt(100) == 0) {
            // In the middle of a row the complete ones can be taken away.
            model.full(buffer);
          }
        }
        finish(appender, random, row);
      }
      model.full(buffer);
      assertThat(model.accepted).isGreaterThan(1_000);
    }
  }

  private void finish(RowAppender appender, Random random, List<@Nullable Object> row)
      throws IOException {
    switch (random.nextInt(10)) {
      case 0 -> appender.cancel();
      case 1 -> {
        appender.list(1).begin();
        appender.list(1).element().struct().begin();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> appender.list(1).element().struct().field("tiny").setInt(200))
            .withMessageContaining("column 'points.element.tiny'")
            .withMessageContaining("legal is -128 to 127");
        appender.list(7).begin(); // and whatever follows, without effect
        appender.list(7).element().list().begin();
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(appender::end)
            .withMessageContaining("was dropped: column 'points.element.tiny'");
      }
      default -> {
        model.rows.add(row);
        appender.end();
      }
    }
  }

  @Test
  void batchesAreWhatWasAppendedHoweverItWentWrongBetween(MemoryPool poisoned) {
    Random random = new Random(1);
    NestedValues values = new NestedValues(random);
    List<List<@Nullable Object>> columns = new ArrayList<>();
    try (BatchBuilder builder = ColumnBatch.builder(SCHEMA, poisoned, 3)) {
      for (int i = 0; i < SCHEMA.size(); i++) {
        ColumnBuilder column = builder.column(i);
        List<@Nullable Object> expected = new ArrayList<>();
        for (int row = 0; row < 500; row++) {
          expected.add(values.value(SCHEMA.field(i)));
          if (random.nextInt(20) == 0) {
            refuseOne(column);
          }
          append(column, values, expected.getLast());
          assertThat(column.length()).isEqualTo(row + 1);
        }
        columns.add(expected);
      }
      try (ColumnBatch batch = builder.build()) {
        for (int i = 0; i < SCHEMA.size(); i++) {
          assertThat(Values.of(batch.column(i))).isEqualTo(columns.get(i));
        }
        checkCopies(batch, columns, poisoned);
      }
    }
  }

  /** Parts of the columns, twice, behind one another. */
  private static void checkCopies(
      ColumnBatch batch, List<List<@Nullable Object>> columns, MemoryPool pool) {
    try (BatchBuilder builder = ColumnBatch.builder(SCHEMA, pool, 0);
        ColumnBatch part = batch.slice(17, 300)) {
      for (int i = 0; i < SCHEMA.size(); i++) {
        builder.column(i).appendAll(part.column(i));
        builder.column(i).appendAll(batch.column(i).slice(400, 50));
      }
      try (ColumnBatch copy = builder.build()) {
        for (int i = 0; i < SCHEMA.size(); i++) {
          List<@Nullable Object> expected = new ArrayList<>(columns.get(i).subList(17, 317));
          expected.addAll(columns.get(i).subList(400, 450));
          assertThat(Values.of(copy.column(i))).isEqualTo(expected);
        }
      }
    }
  }

  private static void append(ColumnBuilder column, NestedValues values, @Nullable Object value) {
    if (value == null) {
      column.appendNull();
    } else {
      values.append(column.value(), value);
    }
  }

  private static void refuseOne(ColumnBuilder column) {
    if (column.value().field() instanceof ListField list && list.element() instanceof StructField) {
      column.list().begin();
      ValueAppender element = column.list().element();
      element.struct().begin();
      element.struct().field("text").setString("dropped");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> element.struct().field("tiny").setInt(200));
      element.struct().begin();
    }
  }
}
