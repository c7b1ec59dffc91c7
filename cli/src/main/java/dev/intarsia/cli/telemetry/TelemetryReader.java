package dev.intarsia.cli.telemetry;

import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.columns.RowAppender;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Walks over rows in the layout of {@link TelemetryLayout}, from the first to the last. Reading
 * trusts the lengths in the rows; the bounds of the segment hold in any case.
 *
 * <p>Belongs to one thread at a time; puts nothing on the Java heap.
 */
public final class TelemetryReader {
  private static final Kind[] KINDS = new Kind[TelemetryLayout.COLUMNS];
  private static final int[] OFFSETS = new int[TelemetryLayout.COLUMNS];

  static {
    for (TelemetryColumn column : TelemetryColumn.values()) {
      KINDS[column.index()] = column.kind();
      OFFSETS[column.index()] = TelemetryLayout.offset(column);
    }
  }

  private MemorySegment rows = MemorySegment.NULL;
  private long row;
  private long next;
  private long end;

  /** A reader of nothing yet. */
  public TelemetryReader() {}

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

  /**
   * Sets every value of the current row in a writer, and ends the row there.
   *
   * @param to takes the values by the columns of {@link TelemetrySchema}
   * @throws IOException if the writer cannot write what it collected
   */
  public void appendTo(RowAppender to) throws IOException {
    long begin = row;
    long text = begin + TelemetryLayout.TEXTS;
    long nulls = nulls();
    // A loop over the kinds is as fast as 52 calls in a row: the work is in the values.
    for (int column = 0; column < KINDS.length; column++) {
      if (((nulls >>> column) & 1) != 0) {
        continue;
      }
      long slot = begin + OFFSETS[column];
      switch (KINDS[column]) {
        case LONG -> to.setLong(column, rows.get(TelemetryLayout.LONG, slot));
        case INT -> to.setInt(column, rows.get(TelemetryLayout.INT, slot));
        case DOUBLE -> to.setDouble(column, rows.get(TelemetryLayout.DOUBLE, slot));
        case BOOLEAN -> to.setBoolean(column, rows.get(TelemetryLayout.BYTE, slot) != 0);
        case TEXT -> {
          int length = rows.get(TelemetryLayout.INT, text);
          to.setUtf8(column, rows, text + Integer.BYTES, length);
          text += Integer.BYTES + length;
        }
      }
    }
    to.end();
  }
}
