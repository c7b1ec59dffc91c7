package dev.intarsia.parquet.filter;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.columns.compute.Outcome;
import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.Bound;
import dev.intarsia.parquet.ColumnStatistics;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.filter.BoundFilter.OfColumn;
import dev.intarsia.parquet.filter.BoundFilter.Presence;
import dev.intarsia.parquet.filter.BoundFilter.Test;
import org.jspecify.annotations.Nullable;

/** What statistics tell of the rows of a chunk or a page: for which of them a filter is true. */
public final class StatisticsOutcome {
  private StatisticsOutcome() {}

  /**
   * Asks statistics.
   *
   * @param filter of one column
   * @param statistics of that column's values; only those that can be relied upon
   * @param rows how many values they are of, nulls included
   * @return for how many of the rows the filter is true
   */
  public static Outcome of(OfColumn filter, ColumnStatistics statistics, long rows) {
    long nulls = filter.column().maxDefinitionLevel() == 0 ? 0 : statistics.nullCount();
    return switch (filter) {
      case Presence presence -> ofNulls(nulls, rows, presence.present());
      case Test(LeafColumn column, ValueTest test, _) -> {
        if (nulls == rows) {
          yield Outcome.NEVER;
        }
        boolean mayBeNan = ValueOrder.of(column.field()).hasNan() && statistics.nanCount() != 0;
        Outcome values = test.ofBounds(plain(statistics.min()), plain(statistics.max()), mayBeNan);
        yield values == Outcome.ALWAYS && nulls != 0 ? Outcome.SOMETIMES : values;
      }
    };
  }

  private static Outcome ofNulls(long nulls, long rows, boolean present) {
    if (nulls != 0 && nulls != rows) {
      return Outcome.SOMETIMES;
    }
    return (nulls == 0) == present ? Outcome.ALWAYS : Outcome.NEVER;
  }

  private static byte @Nullable [] plain(@Nullable Bound bound) {
    return bound == null ? null : bound.toByteArray();
  }
}
