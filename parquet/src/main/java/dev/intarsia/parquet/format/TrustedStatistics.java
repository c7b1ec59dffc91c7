package dev.intarsia.parquet.format;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.parquet.Bound;
import dev.intarsia.parquet.ColumnOrder;
import dev.intarsia.parquet.ColumnStatistics;
import dev.intarsia.parquet.LeafColumn;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What of a column's statistics can be relied upon.
 *
 * <ul>
 *   <li>{@code min_value} and {@code max_value} count if the file declares the column's order.
 *   <li>The deprecated {@code min} and {@code max} were compared as signed by old writers: they
 *       count where that is the order of the type, or where they are equal. Those of binaries may
 *       be wrong altogether (PARQUET-251).
 *   <li>NaN bounds nothing, and zeros may stand for each other.
 *   <li>A bound of the wrong length, or a minimum above its maximum, is a mistake.
 * </ul>
 */
public final class TrustedStatistics {
  private final PhysicalType type;
  private final int width;
  private final ValueOrder order;
  private final boolean declared;
  private final boolean nullable;
  private final boolean wrongBinaries;

  /** The rules for a column whose order the file declares so. */
  TrustedStatistics(LeafColumn column, ColumnOrder declaredOrder, WriterVersion writer) {
    type = column.field().physicalType();
    order = column.int96() ? ValueOrder.UNDEFINED : ValueOrder.of(column.field());
    nullable = column.maxDefinitionLevel() > 0;
    width = type == PhysicalType.BOOLEAN ? 1 : column.field().width();
    declared =
        switch (declaredOrder) {
          case TYPE_DEFINED -> true;
          case IEEE_754_TOTAL -> order.hasNan();
          case UNDEFINED -> false;
        };
    wrongBinaries = writer.mayHaveWrongBinaryBounds();
  }

  /** The statistics of a chunk or page that has so many values, nulls included. */
  ColumnStatistics of(@Nullable Statistics found, long values) {
    if (found == null) {
      return ColumnStatistics.NONE;
    }
    Bound min = null;
    Bound max = null;
    if (found.isSetMin_value() || found.isSetMax_value()) {
      min =
          bound(
              found.getMin_value(),
              exact(found.isSetIs_min_value_exact(), found.isIs_min_value_exact()));
      max =
          bound(
              found.getMax_value(),
              exact(found.isSetIs_max_value_exact(), found.isIs_max_value_exact()));
      if (!declared) {
        min = null;
        max = null;
      }
    } else if (found.isSetMin() && found.isSetMax() && trustsDeprecated(found)) {
      min = bound(found.getMin(), exact(false, false));
      max = bound(found.getMax(), exact(false, false));
    }
    return statistics(
        min,
        max,
        count(found.isSetNull_count(), found.getNull_count(), values),
        count(found.isSetNan_count(), found.getNan_count(), values),
        count(found.isSetDistinct_count(), found.getDistinct_count(), values));
  }

  /**
   * Whether a page can be null throughout. A writer that was given no statistics of its pages takes
   * them for null.
   */
  boolean canBeNull(long nulls) {
    return nullable && nulls != 0;
  }

  /** The statistics of a page, of which a column index has nothing but the bytes. */
  ColumnStatistics of(byte[] min, byte[] max, long nulls, long nans) {
    return declared
        ? statistics(
            bound(min, exact(false, false)),
            bound(max, exact(false, false)),
            nulls,
            nans,
            ColumnStatistics.UNKNOWN)
        : new ColumnStatistics(null, null, nulls, nans, ColumnStatistics.UNKNOWN);
  }

  private ColumnStatistics statistics(
      @Nullable Bound min, @Nullable Bound max, long nulls, long nans, long distinct) {
    boolean usable = !isNan(min) && !isNan(max) && isInOrder(min, max);
    return new ColumnStatistics(
        usable && min != null ? Zeros.asMin(min, order) : null,
        usable && max != null ? Zeros.asMax(max, order) : null,
        nulls,
        nans,
        distinct);
  }

  /** A count that can be true. */
  private static long count(boolean isSet, long count, long values) {
    return isSet && count >= 0 && count <= values ? count : ColumnStatistics.UNKNOWN;
  }

  private boolean trustsDeprecated(Statistics found) {
    return switch (order) {
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> true;
      case UNSIGNED_INT32, UNSIGNED_INT64 -> Arrays.equals(found.getMin(), found.getMax());
      case BYTES, SIGNED_BYTES, FLOAT16 ->
          !wrongBinaries && Arrays.equals(found.getMin(), found.getMax());
      case UNDEFINED -> false;
    };
  }

  /** Nobody cuts numbers, but who does not say so may have cut binaries. */
  private boolean exact(boolean isSet, boolean exact) {
    return isSet ? exact : order != ValueOrder.BYTES;
  }

  private @Nullable Bound bound(byte @Nullable [] value, boolean exact) {
    return value == null || !fits(value) ? null : Bound.of(value, exact);
  }

  /** Binaries of a fixed length may have been cut, unless they are numbers. */
  private boolean fits(byte[] value) {
    return switch (order) {
      case UNDEFINED -> false;
      case BYTES -> type == PhysicalType.BYTE_ARRAY || value.length <= width;
      case SIGNED_BYTES -> width == 0 || value.length == width;
      default -> value.length == width;
    };
  }

  private boolean isNan(@Nullable Bound bound) {
    return bound != null && order.isNan(bound.value(), 0);
  }

  private boolean isInOrder(@Nullable Bound min, @Nullable Bound max) {
    return min == null
        || max == null
        || order.compare(min.value(), 0, min.length(), max.value(), 0, max.length()) <= 0
        || Zeros.areBoth(min, max, order);
  }
}
