package dev.intarsia.parquet.read;

import java.util.Arrays;

/**
 * Rows of a row group, counted from its first: ascending ranges that neither touch nor are empty.
 * Immutable.
 */
public final class RowRanges {
  private static final RowRanges NONE = new RowRanges(new long[0]);

  /** From, to, from, to ...; to is exclusive. */
  private final long[] bounds;

  private RowRanges(long[] bounds) {
    this.bounds = bounds;
  }

  /**
   * No row.
   *
   * @return the same ranges at every call
   */
  public static RowRanges none() {
    return NONE;
  }

  /**
   * One range.
   *
   * @param from the first row
   * @param to the row behind the last
   * @return that range, or no row unless {@code from} is below {@code to}
   */
  public static RowRanges of(long from, long to) {
    return from < to ? new RowRanges(new long[] {from, to}) : NONE;
  }

  /**
   * How many ranges there are.
   *
   * @return not rows but ranges, 0 if there is no row
   */
  public int count() {
    return bounds.length / 2;
  }

  /**
   * The first row of a range.
   *
   * @param range counted from 0, below {@link #count}
   * @return the row, counted from the start of the row group
   */
  public long from(int range) {
    return bounds[2 * range];
  }

  /**
   * The row behind the last one of a range.
   *
   * @param range counted from 0, below {@link #count}
   * @return the row, counted from the start of the row group; not in the range
   */
  public long to(int range) {
    return bounds[2 * range + 1];
  }

  /**
   * How many rows there are in all ranges.
   *
   * @return their sum
   */
  public long rows() {
    long rows = 0;
    for (int i = 0; i < count(); i++) {
      rows += to(i) - from(i);
    }
    return rows;
  }

  /**
   * Whether there is no row.
   *
   * @return true if {@link #count} is 0
   */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /**
   * Which range has a row.
   *
   * @param row counted from the start of the row group
   * @return counted from 0; a negative number if none has it
   */
  public int rangeOf(long row) {
    int next = nextRange(row);
    return next < count() && from(next) <= row ? next : -1;
  }

  /**
   * The first of these rows that is not before a row.
   *
   * @param row counted from the start of the row group
   * @return {@code row} itself if it is one of these; {@link Long#MAX_VALUE} if there is none
   */
  public long nextFrom(long row) {
    int next = nextRange(row);
    return next < count() ? Math.max(row, from(next)) : Long.MAX_VALUE;
  }

  /** The first range that ends behind a row. */
  private int nextRange(long row) {
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (to(middle) <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Whether a range of rows, not empty, has any of these.
   *
   * @param from the first row of that range
   * @param to the row behind its last
   * @return false if all of its rows are between these ranges or beside them
   */
  public boolean overlaps(long from, long to) {
    for (int i = 0; i < count(); i++) {
      if (from < to(i) && to > from(i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The rows that are in both.
   *
   * @param other of the same row group
   * @return new ranges; the two stay as they are
   */
  public RowRanges and(RowRanges other) {
    Builder both = new Builder();
    int i = 0;
    int j = 0;
    while (i < count() && j < other.count()) {
      both.add(Math.max(from(i), other.from(j)), Math.min(to(i), other.to(j)));
      if (to(i) < other.to(j)) {
        i++;
      } else {
        j++;
      }
    }
    return both.build();
  }

  /**
   * The rows that are in one of the two at least.
   *
   * @param other of the same row group
   * @return new ranges; the two stay as they are
   */
  public RowRanges or(RowRanges other) {
    Builder either = new Builder();
    int i = 0;
    int j = 0;
    while (i < count() || j < other.count()) {
      if (j == other.count() || (i < count() && from(i) <= other.from(j))) {
        either.add(from(i), to(i));
        i++;
      } else {
        either.add(other.from(j), other.to(j));
        j++;
      }
    }
    return either.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowRanges ranges && Arrays.equals(bounds, ranges.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("rows");
    for (int i = 0; i < count(); i++) {
      text.append(i == 0 ? " " : ", ").append(from(i)).append(" to ").append(to(i) - 1);
    }
    return isEmpty() ? "no rows" : text.toString();
  }

  /** Puts ranges together that come in the order of their first rows. */
  public static final class Builder {
    private long[] bounds = new long[8];
    private int used;

    /** Begins with no range. */
    public Builder() {}

    /**
     * Adds a range; one that is empty adds nothing, one that meets the last makes that longer.
     *
     * @param from not below the first row of the range added last
     * @param to the row behind the last
     */
    public void add(long from, long to) {
      if (from >= to) {
        return;
      }
      if (used > 0 && from <= bounds[used - 1]) {
        bounds[used - 1] = Math.max(bounds[used - 1], to);
        return;
      }
      if (used == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * used);
      }
      bounds[used++] = from;
      bounds[used++] = to;
    }

    /**
     * The ranges so far.
     *
     * @return immutable; further ranges may be added and built again
     */
    public RowRanges build() {
      return used == 0 ? NONE : new RowRanges(Arrays.copyOf(bounds, used));
    }
  }
}
