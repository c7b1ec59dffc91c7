package dev.intarsia.parquet.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A filter met a row group: what of it is left to be read. */
@Name("dev.intarsia.RowGroupFilter")
@Label("Row Group Filter")
@Category({"Intarsia", "Parquet"})
@Description(
    "Statistics, bloom filters, page indexes and dictionaries were asked about a row group")
@StackTrace(false)
public final class RowGroupFilterEvent extends Event {
  @Label("File")
  String file = "";

  @Label("Row Group")
  int rowGroup;

  @Label("Rows")
  @Description("Rows of the row group that the scan was asked for")
  long rows;

  @Label("Possible Rows")
  @Description("Rows that are left")
  long possibleRows;

  @Label("Certain Rows")
  @Description("Those of them that need not be tested")
  long certainRows;

  @Label("Decided By")
  @Description("What was asked last")
  String decidedBy = "";

  /** Made by {@link #started} only. */
  private RowGroupFilterEvent() {}

  /**
   * Begins to measure.
   *
   * @return the event to end with {@link #emit}
   */
  public static RowGroupFilterEvent started() {
    RowGroupFilterEvent event = new RowGroupFilterEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the measurement; writes the event when it is recorded.
   *
   * @param file its name
   * @param rowGroup index in the file
   * @param rows that were asked for
   * @param possibleRows that are left
   * @param certainRows that need not be tested
   * @param decidedBy what was asked last
   */
  public void emit(
      String file,
      int rowGroup,
      long rows,
      long possibleRows,
      long certainRows,
      Enum<?> decidedBy) {
    end();
    if (shouldCommit()) {
      this.file = file;
      this.rowGroup = rowGroup;
      this.rows = rows;
      this.possibleRows = possibleRows;
      this.certainRows = certainRows;
      this.decidedBy = decidedBy.name();
      commit();
    }
  }
}
