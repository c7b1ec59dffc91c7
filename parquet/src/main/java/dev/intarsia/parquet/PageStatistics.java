package dev.intarsia.parquet;

import org.jspecify.annotations.Nullable;

/**
 * What the column index says of a data page. Bounds that cannot be relied upon are left out, as in
 * {@link ColumnStatistics}.
 *
 * @param allNull whether it has nothing but nulls
 * @param min not greater than any value but null and NaN; null if unknown
 * @param max not less than any value but null and NaN; null if unknown
 * @param nullCount nulls, -1 if unknown
 * @param nanCount NaNs, -1 if unknown
 */
@SuppressWarnings("exports") // of the annotation, which users need not have
public record PageStatistics(
    boolean allNull, @Nullable Bound min, @Nullable Bound max, long nullCount, long nanCount) {}
