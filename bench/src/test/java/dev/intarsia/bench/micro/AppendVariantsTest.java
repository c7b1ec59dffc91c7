package dev.intarsia.bench.micro;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.micro.ArrayAppendBenchmark.ArrayColumn;
import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.PrimitiveColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All ways to append give the columns that plain arrays are. */
class AppendVariantsTest {

  @ParameterizedTest
  @EnumSource
  void rowsAndBatchesHoldTheValues(AppendedKind kind) throws IOException {
    try (ArrayAppendBenchmark arrays = new ArrayAppendBenchmark()) {
      arrays.kind = kind;
      arrays.setUp();
      for (AppendBenchmark.Memory memory : AppendBenchmark.Memory.values()) {
        try (AppendBenchmark benchmark = new AppendBenchmark()) {
          benchmark.kind = kind;
          benchmark.memory = memory;
          benchmark.setUp();
          checkRows(benchmark, arrays.byRow());
          ArrayColumn expected = arrays.byColumn();
          benchmark.batchBuilder();
          check(benchmark.batchColumn(), kind, expected, AppendedValues.VALUES);
          benchmark.wholeColumn();
          check(benchmark.batchColumn(), kind, expected, AppendedValues.VALUES);
        }
      }
    }
  }

  private static void checkRows(AppendBenchmark benchmark, ArrayColumn[] arrays)
      throws IOException {
    benchmark.rowBuffer();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < arrays.length; i++) {
        check(benchmark.rowColumn(i), benchmark.kind, arrays[i], AppendedValues.ROWS);
      }
      benchmark.rowBuffer();
    }
  }

  private static void check(Column actual, AppendedKind kind, ArrayColumn expected, int rows) {
    assertThat(actual.length()).isEqualTo(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(value(actual, row)).isEqualTo(value(expected, kind, row));
    }
  }

  private static @Nullable Object value(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch ((PrimitiveColumn) column) {
      case BooleanColumn booleans -> booleans.getBoolean(row);
      case BinaryColumn texts -> texts.getString(row);
      case FixedWidthColumn fixed ->
          switch (fixed.width()) {
            case 4 -> (Object) fixed.getInt(row);
            case 8 -> fixed.getLong(row);
            default -> hex(fixed.getBytes(row).toArray(JAVA_BYTE));
          };
    };
  }

  private static @Nullable Object value(ArrayColumn column, AppendedKind kind, int row) {
    int fixed = row * AppendedValues.FIXED;
    int text = column.offsets[row];
    return switch (kind) {
      case BOOLEAN -> (Object) column.booleans[row];
      case INT32 -> column.ints[row];
      case INT64 -> column.longs[row];
      case INT64_NULLS -> column.present[row] ? column.longs[row] : null;
      case FIXED_16 -> hex(Arrays.copyOfRange(column.fixed, fixed, fixed + AppendedValues.FIXED));
      case TEXT ->
          new String(column.text, text, column.offsets[row + 1] - text, StandardCharsets.US_ASCII);
    };
  }

  private static String hex(byte[] bytes) {
    return Arrays.toString(bytes);
  }
}
