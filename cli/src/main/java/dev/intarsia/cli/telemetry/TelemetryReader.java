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
  private static final byte LONG = 0;
  private static final byte INT = 1;
  private static final byte DOUBLE = 2;
  private static final byte BOOLEAN = 3;
  private static final byte TEXT = 4;

  private static final byte[] KINDS = new byte[TelemetryLayout.COLUMNS];
  private static final int[] OFFSETS = new int[TelemetryLayout.COLUMNS];

  static {
    for (TelemetryColumn column : TelemetryColumn.values()) {
      KINDS[column.index()] = code(column.kind());
      OFFSETS[column.index()] = TelemetryLayout.offset(column);
    }
  }

  private static byte code(Kind kind) {
    return switch (kind) {
      case LONG -> LONG;
      case INT -> INT;
      case DOUBLE -> DOUBLE;
      case BOOLEAN -> BOOLEAN;
      case TEXT -> TEXT;
    };
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
    // Locals, because what a setter does not inline might have changed a field.
    MemorySegment source = rows;
    byte[] kinds = KINDS;
    int[] offsets = OFFSETS;
    long begin = row;
    long text = begin + TelemetryLayout.TEXTS;
    long nulls = nulls();
    for (int column = 0; column < kinds.length; column++) {
      if (((nulls >>> column) & 1) != 0) {
        continue;
      }
      long slot = begin + offsets[column];
      switch (kinds[column]) {
        case LONG -> to.setLong(column, source.get(TelemetryLayout.LONG, slot));
        case INT -> to.setInt(column, source.get(TelemetryLayout.INT, slot));
        case DOUBLE -> to.setDouble(column, source.get(TelemetryLayout.DOUBLE, slot));
        case BOOLEAN -> to.setBoolean(column, source.get(TelemetryLayout.BYTE, slot) != 0);
        default -> {
          int length = source.get(TelemetryLayout.INT, text);
          to.setUtf8(column, source, text + Integer.BYTES, length);
          text += Integer.BYTES + length;
        }
      }
    }
    to.end();
  }
}
