package dev.intarsia.bench.micro;

import static dev.intarsia.bench.micro.AppendedValues.COLUMNS;
import static dev.intarsia.bench.micro.AppendedValues.FIXED;
import static dev.intarsia.bench.micro.AppendedValues.ROWS;
import static dev.intarsia.bench.micro.AppendedValues.VALUES;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The baseline of {@link AppendBenchmark}: the same values into plain Java arrays that are large
 * enough and used again and again, without any check but the JVM's. An operation is one value.
 */
@OperationsPerInvocation(VALUES)
public class ArrayAppendBenchmark extends KernelBenchmark {

  /** What the columns hold. */
  @Param({"BOOLEAN", "INT32", "INT64", "INT64_NULLS", "FIXED_16", "TEXT"})
  public AppendedKind kind = AppendedKind.BOOLEAN;

  /** A column in arrays, of which it uses those of its kind. */
  static final class ArrayColumn {
    final boolean[] booleans = new boolean[VALUES];
    final int[] ints = new int[VALUES];
    final long[] longs = new long[VALUES];
    final boolean[] present = new boolean[VALUES];
    final byte[] fixed = new byte[VALUES * FIXED];
    final byte[] text;
    final int[] offsets = new int[VALUES + 1];

    ArrayColumn(int textBytes) {
      text = new byte[textBytes];
    }
  }

  /** Sets a row of a column. */
  private interface Setter {
    void set(ArrayColumn column, int row, int value);
  }

  private final AppendedValues values = new AppendedValues();
  final ArrayColumn[] columns = new ArrayColumn[COLUMNS];
  private Setter setter = setter();

  /** Makes the arrays. */
  @Setup
  public void setUp() {
    for (int i = 0; i < COLUMNS; i++) {
      columns[i] = new ArrayColumn(values.texts.bytes().length);
    }
    setter = setter();
  }

  private Setter setter() {
    return switch (kind) {
      case BOOLEAN -> (column, row, i) -> column.booleans[row] = values.booleans[i];
      case INT32 -> (column, row, i) -> column.ints[row] = values.ints[i];
      case INT64 -> (column, row, i) -> column.longs[row] = values.longs[i];
      case INT64_NULLS -> this::setLong;
      case FIXED_16 ->
          (column, row, i) ->
              System.arraycopy(values.fixed, i * FIXED, column.fixed, row * FIXED, FIXED);
      case TEXT -> this::setText;
    };
  }

  private void setLong(ArrayColumn column, int row, int i) {
    column.present[row] = values.present[i];
    if (values.present[i]) {
      column.longs[row] = values.longs[i];
    }
  }

  private void setText(ArrayColumn column, int row, int i) {
    int from = values.texts.offsets()[i];
    int length = values.texts.length(i);
    int at = column.offsets[row];
    System.arraycopy(values.texts.bytes(), from, column.text, at, length);
    column.offsets[row + 1] = at + length;
  }

  /** Row by row, 512 rows of 16 columns. */
  @Benchmark
  @NoGarbage
  public ArrayColumn[] byRow() {
    int value = 0;
    for (int row = 0; row < ROWS; row++) {
      for (ArrayColumn column : columns) {
        setter.set(column, row, value++);
      }
    }
    return columns;
  }

  /** One column. */
  @Benchmark
  @NoGarbage
  public ArrayColumn byColumn() {
    ArrayColumn column = columns[0];
    for (int i = 0; i < VALUES; i++) {
      setter.set(column, i, i);
    }
    return column;
  }
}
