package dev.intarsia.parquet.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A scan of a file, from its opening to its close. */
@Name("dev.intarsia.Scan")
@Label("Scan")
@Category({"Intarsia", "Parquet"})
@Description("Rows were read from a Parquet file")
@StackTrace(false)
public final class ScanEvent extends Event {
  @Label("File")
  String file = "";

  @Label("Row Groups")
  int rowGroups;

  @Label("Rows")
  @Description("Rows given to the caller")
  long rows;

  @Label("Batches")
  long batches;

  @Label("Decoded Pages")
  @Description("Data pages, those of the filter's columns included")
  long decodedPages;

  @Label("Decoded Size")
  @Description("Pages and dictionaries before compression")
  @DataAmount
  long decodedBytes;

  @Label("Pruned Rows")
  @Description("Rows that the filter did not need to read")
  long prunedRows;

  @Label("Tested Rows")
  @Description("Rows whose values the filter looked at")
  long testedRows;

  /** Made by {@link #started} only. */
  private ScanEvent() {}

  /**
   * Begins to measure.
   *
   * @return the event to end with {@link #emit}
   */
  public static ScanEvent started() {
    ScanEvent event = new ScanEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the measurement; writes the event when it is recorded.
   *
   * @param file its name
   * @param rowGroups asked for
   * @param rows given
   * @param batches given
   */
  public void emit(String file, int rowGroups, long rows, long batches) {
    end();
    if (shouldCommit()) {
      this.file = file;
      this.rowGroups = rowGroups;
      this.rows = rows;
      this.batches = batches;
      commit();
    }
  }

  /**
   * Says what it took.
   *
   * @param pages decoded
   * @param bytes decoded, before compression
   * @return this
   */
  public ScanEvent decoded(long pages, long bytes) {
    decodedPages = pages;
    decodedBytes = bytes;
    return this;
  }

  /**
   * Says what the filter did.
   *
   * @param pruned rows it did not need to read
   * @param tested rows it looked at
   * @return this
   */
  public ScanEvent filtered(long pruned, long tested) {
    prunedRows = pruned;
    testedRows = tested;
    return this;
  }
}
