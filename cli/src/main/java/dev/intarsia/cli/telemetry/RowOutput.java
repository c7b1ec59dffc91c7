package dev.intarsia.cli.telemetry;

import java.lang.foreign.MemorySegment;

/**
 * Writes one row after the other in the layout of {@link TelemetryLayout}: numbers by column, texts
 * piece by piece in column order. Writes may touch eight bytes behind the row.
 */
final class RowOutput {
  private static final long HEX_DIGITS_LOW = 0x3736353433323130L;
  private static final long HEX_DIGITS_HIGH = 0x6665646362613938L;

  private MemorySegment target = MemorySegment.NULL;
  private long row;
  private long at;
  private long textLength;
  private long nulls;

  void begin(MemorySegment into, long offset) {
    target = into;
    row = offset;
    at = offset + TelemetryLayout.TEXTS;
    nulls = 0;
    // A slice to fill would be an object for each row, wherever it is not compiled away.
    for (int i = 0; i < TelemetryLayout.TEXTS; i += Long.BYTES) {
      target.set(TelemetryLayout.LONG, row + i, 0);
    }
  }

  /** Completes the row and says where it ends. */
  long end() {
    target.set(TelemetryLayout.INT, row + TelemetryLayout.ROW_BYTES, (int) (at - row));
    target.set(TelemetryLayout.LONG, row + TelemetryLayout.NULLS, nulls);
    return at;
  }

  void putNull(TelemetryColumn column) {
    nulls |= 1L << column.index();
  }

  void putLong(TelemetryColumn column, long value) {
    target.set(TelemetryLayout.LONG, row + TelemetryLayout.offset(column), value);
  }

  void putInt(TelemetryColumn column, int value) {
    target.set(TelemetryLayout.INT, row + TelemetryLayout.offset(column), value);
  }

  void putDouble(TelemetryColumn column, double value) {
    target.set(TelemetryLayout.DOUBLE, row + TelemetryLayout.offset(column), value);
  }

  void putBoolean(TelemetryColumn column, boolean value) {
    target.set(TelemetryLayout.BYTE, row + TelemetryLayout.offset(column), (byte) (value ? 1 : 0));
  }

  void putText(TextTable table, int text) {
    beginText();
    append(table, text);
    endText();
  }

  void beginText() {
    textLength = at;
    at += Integer.BYTES;
  }

  void endText() {
    target.set(TelemetryLayout.INT, textLength, (int) (at - textLength - Integer.BYTES));
  }

  void append(TextTable table, int text) {
    at = table.copy(text, target, at);
  }

  void append(char ascii) {
    target.set(TelemetryLayout.BYTE, at++, (byte) ascii);
  }

  /** Appends the lowest digits of a number in hexadecimal. */
  void appendHex(long number, int digits) {
    for (int shift = 4 * digits - 4; shift >= 0; shift -= 4) {
      append(hexDigit((int) (number >>> shift) & 15));
    }
  }

  private static char hexDigit(int digit) {
    long digits = digit < 8 ? HEX_DIGITS_LOW : HEX_DIGITS_HIGH;
    return (char) ((digits >>> (8 * (digit & 7))) & 0xFF);
  }

  /** Appends a number that is not negative in decimal. */
  void appendDecimal(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      target.set(TelemetryLayout.BYTE, at + i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    at += digits;
  }
}
