package dev.intarsia.columns.append;

import org.jspecify.annotations.Nullable;

/**
 * Where a value goes next: a column of a row, a field of a struct, the next element of a list, the
 * key or the value of a map's next pair.
 */
public abstract class ValuePlace {
  private final ColumnAppender column;

  ValuePlace(ColumnAppender column) {
    this.column = column;
  }

  /**
   * What holds the values.
   *
   * @return the same object every time
   */
  public final ColumnAppender column() {
    return column;
  }

  /**
   * Makes ready for a value.
   *
   * @return the appender to set it with, or null if the row was rejected and takes no more values
   * @throws IllegalStateException if what the value belongs to has not begun; the row is rejected
   */
  public abstract @Nullable ColumnAppender next();

  /** Counts the value, which was set. */
  public abstract void set();

  /** Whether the value set last may still be added to: its row, struct or list goes on. */
  abstract boolean isCurrent();

  /** Begins a struct, a list or a map in this place; nothing if the row was rejected. */
  public final void begin() {
    ColumnAppender target = next();
    if (target != null) {
      target.begin();
      set();
    }
  }

  /** A column of the row under way. */
  static final class OfRow extends ValuePlace {
    private final RowBuffer rows;
    private final int index;

    OfRow(RowBuffer rows, int index, ColumnAppender column) {
      super(column);
      this.rows = rows;
      this.index = index;
    }

    @Override
    public @Nullable ColumnAppender next() {
      return rows.at(index);
    }

    @Override
    public void set() {}

    @Override
    boolean isCurrent() {
      return rows.isUnderWay() && column().isSet();
    }
  }

  /** A column that is filled on its own. */
  static final class OfColumn extends ValuePlace {
    private final GrowingColumn growing;

    OfColumn(GrowingColumn growing, ColumnAppender column) {
      super(column);
      this.growing = growing;
    }

    @Override
    public ColumnAppender next() {
      return growing.next();
    }

    /** A struct, list or map goes on until the next row. */
    @Override
    public void set() {
      if (!(column() instanceof NestedAppender) || !column().isSet()) {
        growing.advance();
      }
    }

    @Override
    boolean isCurrent() {
      return growing.isCurrent();
    }
  }
}
