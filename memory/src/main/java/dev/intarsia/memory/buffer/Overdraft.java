package dev.intarsia.memory.buffer;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.slab.Budget;

/**
 * Leave for a pool to go over its limits, for work that would lose data if it stopped half way.
 * Whoever takes it has estimated before that the limits suffice; this covers what the estimate
 * missed and what others took meanwhile. One thread at a time.
 */
public final class Overdraft {
  private final Budget budget;
  private int depth;

  private Overdraft(Budget budget) {
    this.budget = budget;
  }

  /**
   * Leave for one pool, not yet taken.
   *
   * @param pool whose requests are served in any case while it is; best a child with one user
   * @return the leave
   */
  public static Overdraft of(MemoryPool pool) {
    return new Overdraft(pool.budget());
  }

  /** Takes leave; it may be taken again within. */
  public void begin() {
    if (depth++ == 0) {
      budget.overdraw(true);
    }
  }

  /** Gives it back as often as it was taken. */
  public void end() {
    if (--depth == 0) {
      budget.overdraw(false);
    }
  }

  /**
   * Whether it is taken.
   *
   * @return whether the pool may go over its limits now
   */
  public boolean isTaken() {
    return depth > 0;
  }
}
