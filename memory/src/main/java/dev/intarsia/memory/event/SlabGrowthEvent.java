package dev.intarsia.memory.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A pool took more memory from the operating system. */
@Name("dev.intarsia.SlabGrowth")
@Label("Slab Growth")
@Category({"Intarsia", "Memory"})
@Description("A pool took a slab or a large block from the operating system or the heap")
public final class SlabGrowthEvent extends Event {
  @Label("Pool")
  String pool = "";

  @Label("Size")
  @DataAmount
  long size;

  @Label("Reserved")
  @Description("What the pool holds now, out or idle")
  @DataAmount
  long reserved;

  /** Made by {@link #emit} only. */
  private SlabGrowthEvent() {}

  /**
   * Begins to measure.
   *
   * @return the event to end with {@link #emit}
   */
  public static SlabGrowthEvent started() {
    SlabGrowthEvent event = new SlabGrowthEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the measurement; writes the event when it is recorded.
   *
   * @param pool the root's name
   * @param size what was taken, in bytes
   * @param reserved what is held now, in bytes
   */
  public void emit(String pool, long size, long reserved) {
    end();
    if (shouldCommit()) {
      this.pool = pool;
      this.size = size;
      this.reserved = reserved;
      commit();
    }
  }
}
