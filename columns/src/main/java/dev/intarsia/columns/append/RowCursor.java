package dev.intarsia.columns.append;

import dev.intarsia.memory.MemoryLimitExceededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The row being filled, as its columns share it: where it goes, and what went wrong with it.
 *
 * <p>The columns within a struct or a list have cursors of their own, of which only {@link #row}
 * counts; the rest is the affair of the {@link #root}.
 */
final class RowCursor {
  /** No value of the next row was set yet. */
  static final int IDLE = 0;

  /** Values are being set. */
  static final int STARTED = 1;

  /** A value was refused: the row takes no more and will be dropped. */
  static final int REJECTED = 2;

  /** The cursor of the rows themselves, which this one may be. */
  final RowCursor root;

  /** The names of the fields around, each with a dot behind it. */
  final String path;

  /** Who is asked when memory runs short. */
  @Nullable RowSink relief;

  /** The slot of the row being filled, which is the number of complete rows before it. */
  int row;

  private int state;

  /** Who began the row being filled, or the one before. */
  Thread thread = Thread.currentThread();

  /** The same while the row takes values, so that a setter has but one question to ask. */
  @Nullable Thread setter;

  /**
   * Bytes that values of variable length could take in all columns, where they are now. Changes
   * seldom, and so is kept for {@link RowBuffer#end} instead of the bytes taken, which every value
   * changes.
   */
  long variableCapacity;

  /** Rows that were completed and cleared, so that messages count from the first row ever. */
  long cleared;

  private @Nullable RuntimeException rejection;

  /** A cursor of rows. */
  RowCursor() {
    root = this;
    path = "";
  }

  /** A cursor within a field of another's rows. */
  RowCursor(RowCursor around, String name) {
    root = around.root;
    path = around.path + name + ".";
  }

  int state() {
    return state;
  }

  void turn(int newState) {
    state = newState;
    setter = newState == STARTED ? thread : null;
  }

  long rowNumber() {
    return root.cleared + root.row;
  }

  /** Marks the row rejected, the first cause winning, and returns the exception to throw. */
  <E extends RuntimeException> E reject(E cause) {
    if (root.state != REJECTED) {
      root.turn(REJECTED);
      root.rejection = cause;
    }
    return cause;
  }

  @Nullable RuntimeException rejection() {
    return rejection;
  }

  /** Forgets the row; its columns have been told already. */
  void restart() {
    turn(IDLE);
    rejection = null;
  }

  /** Asks for memory to be freed, or gives up with what was short. */
  void relieve(MemoryLimitExceededException shortage) {
    RowSink asked = root.relief;
    try {
      if (asked == null || !asked.relieve()) {
        throw reject(shortage);
      }
    } catch (IOException e) {
      throw reject(new UncheckedIOException(e));
    } catch (RuntimeException e) {
      throw reject(e);
    }
  }
}
