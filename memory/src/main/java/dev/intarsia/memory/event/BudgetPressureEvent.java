package dev.intarsia.memory.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A budget was full: a request was refused, or idle memory was given back to serve it. */
@Name("dev.intarsia.BudgetPressure")
@Label("Budget Pressure")
@Category({"Intarsia", "Memory"})
@Description("A request did not fit a budget, or idle memory was given back to make it fit")
public final class BudgetPressureEvent extends Event {
  @Label("Pool")
  String pool = "";

  @Label("Owner")
  String owner = "";

  @Label("Requested")
  @DataAmount
  long requested;

  @Label("Limit")
  @DataAmount
  long limit;

  @Label("Refused")
  boolean refused;

  private BudgetPressureEvent() {}

  /**
   * Writes the event when it is recorded.
   *
   * @param pool the node under pressure
   * @param owner who asked; empty when not known
   * @param requested bytes asked for
   * @param limit the node's limit in bytes
   * @param refused whether the request failed
   */
  public static void emit(String pool, String owner, long requested, long limit, boolean refused) {
    BudgetPressureEvent event = new BudgetPressureEvent();
    if (event.shouldCommit()) {
      event.pool = pool;
      event.owner = owner;
      event.requested = requested;
      event.limit = limit;
      event.refused = refused;
      event.commit();
    }
  }
}
