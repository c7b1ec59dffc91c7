package dev.intarsia.parquet.write;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.format.LevelHistograms;

/**
 * The rows of the page that is being filled: how many entries they have, at what levels, and which
 * of them have a value. Rows come from the column of a top-level field that this is {@linkplain
 * #bind bound} to. Each has one slot in the leaf below or, where a list is between, any number.
 */
abstract sealed class PendingLevels implements AutoCloseable permits FlatLevels, NestedLevels {

  /** For a leaf of a top-level field, or that field itself. */
  static PendingLevels of(Field field, LeafColumn leaf, MemoryPool pool, String owner) {
    return field instanceof PrimitiveField
        ? new FlatLevels(field.nullable(), pool, owner)
        : new NestedLevels(field, leaf, pool, owner);
  }

  /** Takes rows from this column from now on. */
  abstract void bind(Column column);

  /**
   * A slot for each value of the bound column, there or not. Which are there it tells only of the
   * rows added last.
   */
  abstract PrimitiveColumn leaf();

  /** The first slot of a row; that of the row behind the last is the end. */
  abstract int slot(int row);

  /** What the levels of rows add to {@link #pageBytes} at most. */
  abstract long pageBytes(int from, int count);

  /** Bytes that adding rows asks of the pool, at most. */
  abstract long growth(int from, int count);

  /** Adds rows of the bound column; the methods below then tell where their values are. */
  abstract void add(int from, int count);

  /** The first slot of the rows added last. */
  abstract int firstAdded();

  /** How many slots they have. */
  abstract int addedSlots();

  /** How many of these slots have no value. */
  abstract int addedNulls();

  abstract int rows();

  /** Entries: pairs of levels, of which every row has at least one. */
  abstract int entries();

  /** Entries without a value. */
  abstract int nulls();

  /** Bytes of the levels that wait. */
  abstract long bytes();

  /** The part of them that counts for the size of a page. */
  abstract long pageBytes();

  abstract boolean hasRepetitions();

  abstract boolean hasDefinitions();

  /** Appends the repetition levels as runs, without a length. */
  abstract void encodeRepetitions(GrowableSegment out);

  /** Appends the definition levels as runs, without a length. */
  abstract void encodeDefinitions(GrowableSegment out);

  /** How often each level occurs in the page. */
  abstract LevelHistograms histograms();

  /** Begins the next page. */
  abstract void clear();

  /** Gives memory back that long rows made grow. */
  abstract void release();

  @Override
  public abstract void close();
}
