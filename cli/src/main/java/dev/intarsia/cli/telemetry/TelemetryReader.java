package dev.intarsia.cli.telemetry;

import java.lang.foreign.MemorySegment;

/**
 * Walks over rows in the layout of {@link TelemetryLayout}, from the first to the last. Reading
 * trusts the lengths in the rows; the bounds of the segment hold in any case.
 *
 * <p>Belongs to one thread at a time; puts nothing on the Java heap.
 */
public final class TelemetryReader {
  private MemorySegment rows = MemorySegment.NULL;
  private long row;
  private long next;
  private long end;

  /**
   * Starts over in front of the first row.
   *
   * @param segment holds the rows; must outlive their reading
   * @param from byte offset of the first row
   * @param to byte offset of the end of the last row
   */
  public void reset(MemorySegment segment, long from, long to) {
    rows = segment;
    row = from;
    next = from;
    end = to;
  }

  /**
   * Steps to the next row.
   *
   * @return false if there is none
   */
  public boolean next() {
    row = next;
    if (row == end) {
      return false;
    }
    next = row + rows.get(TelemetryLayout.INT, row + TelemetryLayout.ROW_BYTES);
    return true;
  }

  /**
   * Where the rows are.
   *
   * @return the segment given to {@link #reset}
   */
  public MemorySegment segment() {
    return rows;
  }

  /**
   * Where the current row begins.
   *
   * @return byte offset in the segment
   */
  public long offset() {
    return row;
  }

  /**
   * Where the current row ends.
   *
   * @return byte offset in the segment
   */
  public long endOffset() {
    return next;
  }

  /**
   * Which columns are null in the current row.
   *
   * @return bit c set: column c is null
   */
  public long nulls() {
    return rows.get(TelemetryLayout.LONG, row + TelemetryLayout.NULLS);
  }
}
