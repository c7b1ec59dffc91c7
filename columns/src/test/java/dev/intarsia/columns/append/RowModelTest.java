package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.Values;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows, good and bad, against lists. */
@DetectLeaks
final class RowModelTest {
  private static final Schema SCHEMA =
      Schema.builder("random")
          .required("required int", PhysicalType.INT32)
          .optional("tiny", LogicalType.integer(8, true))
          .optional("long", PhysicalType.INT64)
          .optional("float", PhysicalType.FLOAT)
          .required("double", PhysicalType.DOUBLE)
          .optional("bit", PhysicalType.BOOLEAN)
          .required("required bit", PhysicalType.BOOLEAN)
          .optional("text", LogicalType.string())
          .required("bytes", PhysicalType.BYTE_ARRAY)
          .optionalFixed("fixed", 5)
          .build();

  /** What the rows should be, and a sink that compares them. */
  private static final class Model implements RowSink {
    final List<List<@Nullable Object>> rows = new ArrayList<>();
    int accepted;
    int flushes;

    @Override
    public void full(RowBuffer buffer) {
      for (int column = 0; column < SCHEMA.size(); column++) {
        List<@Nullable Object> expected = new ArrayList<>();
        int nulls = 0;
        for (List<@Nullable Object> row : rows) {
          expected.add(row.get(column));
          nulls += row.get(column) == null ? 1 : 0;
        }
        assertThat(Values.of(buffer.column(column))).isEqualTo(expected);
        assertThat(buffer.column(column).nullCount()).isEqualTo(nulls);
        assertThat(buffer.column(column).validity() == null).isEqualTo(nulls == 0);
      }
      accepted += rows.size();
      flushes++;
      rows.clear();
      buffer.clear();
      assertThat(buffer.rowCount()).isZero();
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
  @ValueSource(ints = {1, 2, 7, 64, 1000})
  void rowsAreWhatWasSetHoweverTheyWentWrongBetween(int maxRows, MemoryPool poisoned)
      throws IOException {
    Random random = new Random(maxRows);
    try (RowBuffer buffer = RowBuffer.allocate(SCHEMA, poisoned, maxRows, 20_000, true)) {
      RowAppender appender = buffer.appender(model);
      for (int i = 0; i < 20_000; i++) {
        row(buffer, appender, random);
      }
      model.full(buffer);
      assertThat(model.accepted).isGreaterThan(5_000);
      assertThat(model.flushes).isGreaterThan(20_000 / 3 / Math.max(maxRows, 400));
    }
  }

  private void row(RowBuffer buffer, RowAppender appender, Random random) throws IOException {
    List<@Nullable Object> row = new ArrayList<>();
    for (int column = 0; column < SCHEMA.size(); column++) {
      row.add(null);
    }
    int sets = random.nextInt(2) * random.nextInt(25);
    for (int i = 0; i < sets; i++) {
      set(appender, random, row, random.nextInt(SCHEMA.size()));
    }
    if (random.nextInt(10) > 0) {
      complete(appender, random, row);
    }
    if (random.nextInt(50) == 0) {
      // In the middle of a row the complete ones can be taken away.
      assertThat(buffer.rowCount()).isEqualTo(model.rows.size());
      model.full(buffer);
    }
    finish(appender, random, row);
  }

  private void finish(RowAppender appender, Random random, List<@Nullable Object> row)
      throws IOException {
    switch (random.nextInt(10)) {
      case 0 -> appender.cancel();
      case 1 -> {
        reject(appender, random);
        complete(appender, random, row);
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(appender::end)
            .withMessageContaining("was dropped: column 'tiny'");
      }
      default -> {
        if (isComplete(row)) {
          model.rows.add(row);
          appender.end();
        } else {
          assertThatExceptionOfType(IllegalStateException.class)
              .isThrownBy(appender::end)
              .withMessageContaining("was not set");
        }
      }
    }
  }

  private static void reject(RowAppender appender, Random random) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> appender.setInt(1, 128 + random.nextInt(100)))
        .withMessageContaining("legal is -128 to 127");
  }

  private static boolean isComplete(List<@Nullable Object> row) {
    for (int column = 0; column < SCHEMA.size(); column++) {
      if (!SCHEMA.field(column).nullable() && row.get(column) == null) {
        return false;
      }
    }
    return true;
  }

  private static void complete(RowAppender appender, Random random, List<@Nullable Object> row) {
    for (int column = 0; column < SCHEMA.size(); column++) {
      if (!SCHEMA.field(column).nullable() && row.get(column) == null) {
        set(appender, random, row, column);
      }
    }
  }

  private static void set(
      RowAppender appender, Random random, List<@Nullable Object> row, int column) {
    Field field = SCHEMA.field(column);
    if (field.nullable() && random.nextInt(4) == 0) {
      appender.setNull(column);
      row.set(column, null);
      return;
    }
    row.set(column, value(appender, random, column, field));
  }

  private static Object value(RowAppender appender, Random random, int column, Field field) {
    return switch (field.physicalType()) {
      case INT32 -> {
        int value = (byte) random.nextInt();
        appender.setInt(column, value);
        yield value;
      }
      case INT64 -> {
        long value = random.nextLong();
        appender.setLong(column, value);
        yield value;
      }
      case FLOAT -> {
        float value = random.nextFloat();
        appender.setFloat(column, value);
        yield value;
      }
      case DOUBLE -> {
        double value = random.nextDouble();
        appender.setDouble(column, value);
        yield value;
      }
      case BOOLEAN -> {
        boolean value = random.nextBoolean();
        appender.setBoolean(column, value);
        yield value;
      }
      case FIXED_LEN_BYTE_ARRAY, BYTE_ARRAY -> {
        boolean fixed = field.width() > 0;
        byte[] value = new byte[fixed ? field.width() : random.nextInt(60)];
        for (int i = 0; i < value.length; i++) {
          value[i] = (byte) random.nextInt(128);
        }
        appender.setBytes(column, value, 0, value.length);
        yield ByteBuffer.wrap(value);
      }
    };
  }
}
