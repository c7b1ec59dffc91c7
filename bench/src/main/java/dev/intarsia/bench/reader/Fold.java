package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import java.util.List;

/**
 * What the values of a file come to, column by column. Of a column of integers it is their sum,
 * without what does not fit into 64 bits; of booleans how many are true; of texts their lengths in
 * bytes, added up; of doubles the sum, which may differ in its last digits, as the order of
 * addition does. And of every column how many rows are null.
 *
 * <p>Columns are numbered as they are asked for.
 */
public final class Fold {
  /** Far more than rounding adds up to, far less than a value that is missing. */
  private static final double ROUNDING = 1e-11;

  private final List<TelemetryColumn> columns;
  private final long[] sums;
  private final double[] fractions;
  private final long[] nulls;
  private long rows;

  /** Of no rows. */
  Fold(List<TelemetryColumn> columns) {
    this.columns = columns;
    sums = new long[columns.size()];
    fractions = new double[columns.size()];
    nulls = new long[columns.size()];
  }

  void addRows(long count) {
    rows += count;
  }

  void addNulls(int column, long count) {
    nulls[column] += count;
  }

  void add(int column, long sum) {
    sums[column] += sum;
  }

  void add(int column, double sum) {
    fractions[column] += sum;
  }

  /** How many rows were read. */
  public long rows() {
    return rows;
  }

  /** Everything in one number, which depends on each value. */
  public long number() {
    long number = rows;
    for (int i = 0; i < sums.length; i++) {
      number = 31 * number + sums[i] + (long) fractions[i] + nulls[i];
    }
    return number;
  }

  /**
   * Compares column by column.
   *
   * @throws IllegalStateException naming the first difference
   */
  public void requireEqual(Fold other) {
    if (rows != other.rows || !columns.equals(other.columns)) {
      throw new IllegalStateException(
          "%d rows of %s and %d of %s".formatted(rows, columns, other.rows, other.columns));
    }
    for (int i = 0; i < sums.length; i++) {
      if (!same(other, i)) {
        throw new IllegalStateException(
            "%s: %s and %s".formatted(columns.get(i), text(i), other.text(i)));
      }
    }
  }

  private boolean same(Fold other, int column) {
    double difference = Math.abs(fractions[column] - other.fractions[column]);
    return nulls[column] == other.nulls[column]
        && sums[column] == other.sums[column]
        && difference <= ROUNDING * Math.abs(fractions[column]);
  }

  private String text(int column) {
    Object sum =
        columns.get(column).kind() == Kind.DOUBLE ? (Object) fractions[column] : sums[column];
    return sum + " with " + nulls[column] + " nulls";
  }
}
