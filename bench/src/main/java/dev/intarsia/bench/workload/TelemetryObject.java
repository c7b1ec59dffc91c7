package dev.intarsia.bench.workload;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.RowAppender;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * A row as a parser would leave it behind: an array for each text and one for the numbers, nothing
 * boxed. Both arrays are in column order, so that one forward scan meets every value.
 *
 * @param nulls bit c set: column c is null
 * @param numbers a slot for every column that is not a text, null or not; doubles as their bits
 * @param texts the texts that are present, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // read in place, which is what is measured
public record TelemetryObject(long nulls, long[] numbers, byte[][] texts) {
  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();
  private static final Kind[] KINDS = kinds();
  private static final long TEXTS = TelemetryLayout.mask(Kind.TEXT);
  private static final int NUMBERS = COLUMNS.length - Long.bitCount(TEXTS);

  private static Kind[] kinds() {
    Kind[] kinds = new Kind[COLUMNS.length];
    for (TelemetryColumn column : COLUMNS) {
      kinds[column.index()] = column.kind();
    }
    return kinds;
  }

  /** Copies the row that a reader is at. */
  static TelemetryObject of(TelemetryReader reader) {
    MemorySegment rows = reader.segment();
    long row = reader.offset();
    long nulls = reader.nulls();
    long[] numbers = new long[NUMBERS];
    byte[][] texts = new byte[Long.bitCount(TEXTS & ~nulls)][];
    int number = 0;
    int text = 0;
    long at = row + TelemetryLayout.TEXTS;
    for (TelemetryColumn column : COLUMNS) {
      if (column.kind() != Kind.TEXT) {
        numbers[number++] = bits(rows, row, column);
      } else if (((nulls >>> column.index()) & 1) == 0) {
        byte[] bytes = new byte[rows.get(TelemetryLayout.INT, at)];
        MemorySegment.copy(rows, TelemetryLayout.BYTE, at + Integer.BYTES, bytes, 0, bytes.length);
        texts[text++] = bytes;
        at += Integer.BYTES + bytes.length;
      }
    }
    return new TelemetryObject(nulls, numbers, texts);
  }

  private static long bits(MemorySegment rows, long row, TelemetryColumn column) {
    long slot = row + TelemetryLayout.offset(column);
    return switch (column.kind()) {
      case LONG, DOUBLE -> rows.get(TelemetryLayout.LONG, slot);
      case INT -> rows.get(TelemetryLayout.INT, slot);
      case BOOLEAN -> rows.get(TelemetryLayout.BYTE, slot);
      case TEXT -> throw new IllegalArgumentException(column + " is a text");
    };
  }

  /** Sets every value of the row in a writer, and ends the row there. */
  public void appendTo(RowAppender to) throws IOException {
    // Locals, because what a setter does not inline might have changed a field.
    Kind[] kinds = KINDS;
    long[] numbers = this.numbers;
    byte[][] texts = this.texts;
    long nulls = this.nulls;
    int number = 0;
    int text = 0;
    for (int column = 0; column < kinds.length; column++) {
      boolean present = ((nulls >>> column) & 1) == 0;
      if (kinds[column] == Kind.TEXT) {
        if (present) {
          byte[] bytes = texts[text++];
          to.setUtf8(column, bytes, 0, bytes.length);
        }
        continue;
      }
      long bits = numbers[number++];
      if (present) {
        switch (kinds[column]) {
          case LONG -> to.setLong(column, bits);
          case INT -> to.setInt(column, (int) bits);
          case DOUBLE -> to.setDouble(column, Double.longBitsToDouble(bits));
          case BOOLEAN -> to.setBoolean(column, bits != 0);
          case TEXT -> throw new AssertionError();
        }
      }
    }
    to.end();
  }
}
