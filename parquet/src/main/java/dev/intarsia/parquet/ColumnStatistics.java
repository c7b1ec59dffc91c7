package dev.intarsia.parquet;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of a column chunk or a page. Bounds that cannot be relied upon are
 * left out: those of an order that the file does not declare, of a writer that is known to have
 * computed them wrongly, of the wrong length, NaN, or the wrong way round. A zero is -0.0 as a
 * minimum and +0.0 as a maximum.
 *
 * @param min not greater than any value but null and NaN, by the {@link
 *     dev.intarsia.columns.ValueOrder} of the column's field; null if unknown
 * @param max not less than any value but null and NaN; null if unknown
 * @param nullCount nulls, -1 if unknown. In a nested column, all places where a level says that
 *     there is no value; not every writer counts them alike
 * @param nanCount NaNs, -1 if unknown
 * @param distinctCount different values other than null, -1 if unknown
 */
@SuppressWarnings("exports") // of the annotation, which users need not have
public record ColumnStatistics(
    @Nullable Bound min, @Nullable Bound max, long nullCount, long nanCount, long distinctCount) {
  /** Stands for a count that nobody made. */
  public static final long UNKNOWN = -1;

  /** Knows nothing. */
  public static final ColumnStatistics NONE =
      new ColumnStatistics(null, null, UNKNOWN, UNKNOWN, UNKNOWN);
}
