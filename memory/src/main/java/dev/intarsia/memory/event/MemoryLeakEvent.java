package dev.intarsia.memory.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Something was never released. */
@Name("dev.intarsia.MemoryLeak")
@Label("Memory Leak")
@Category({"Intarsia", "Memory"})
@Description("Memory was not released by its owner")
@StackTrace(false)
public final class MemoryLeakEvent extends Event {
  @Label("Owner")
  String owner = "";

  @Label("Pool")
  String pool = "";

  @Label("Size")
  @DataAmount
  long size;

  @Label("Age")
  @Timespan(Timespan.MILLISECONDS)
  long age;

  @Label("How It Was Found")
  String cause = "";

  @Label("Allocation Site")
  String site = "";

  private MemoryLeakEvent() {}

  /**
   * Whether leaks are recorded; asked before the site is made a text.
   *
   * @return true while a recording wants them
   */
  public static boolean isRecorded() {
    return new MemoryLeakEvent().isEnabled();
  }

  /**
   * Writes the event when it is recorded.
   *
   * @param owner who took the memory
   * @param pool from where
   * @param size bytes
   * @param age milliseconds since it was taken
   * @param cause how it was found
   * @param site where it was taken, several lines
   */
  public static void emit(
      String owner, String pool, long size, long age, String cause, String site) {
    MemoryLeakEvent event = new MemoryLeakEvent();
    event.owner = owner;
    event.pool = pool;
    event.size = size;
    event.age = age;
    event.cause = cause;
    event.site = site;
    event.commit();
  }
}
