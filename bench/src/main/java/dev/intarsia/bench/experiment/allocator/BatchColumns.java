package dev.intarsia.bench.experiment.allocator;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The buffers of a batch, filled row by row, summed up buffer by buffer. */
final class BatchColumns {
  private static final ValueLayout.OfByte BYTE = TelemetryLayout.BYTE;
  private static final ValueLayout.OfInt INT = TelemetryLayout.INT;
  private static final ValueLayout.OfLong LONG = TelemetryLayout.LONG;
  private static final int COLUMNS = TelemetryLayout.COLUMNS;
  private static final int[] SLOTS = slots();

  private final MemorySegment[] values = new MemorySegment[COLUMNS];
  private final MemorySegment[] texts = new MemorySegment[COLUMNS];
  private final MemorySegment[] validity = new MemorySegment[COLUMNS];
  private final long[] valueBytes = new long[COLUMNS];
  private final int[] textBytes = new int[COLUMNS];

  private static int[] slots() {
    int[] slots = new int[COLUMNS];
    for (var column : TelemetryColumn.values()) {
      slots[column.index()] = TelemetryLayout.offset(column);
    }
    return slots;
  }

  void place(int column, MemorySegment value, long bytes, MemorySegment text, MemorySegment valid) {
    values[column] = value;
    valueBytes[column] = bytes;
    texts[column] = text;
    validity[column] = valid;
    textBytes[column] = 0;
    if (BatchShape.TEXTS[column]) {
      value.set(INT, 0, 0);
    }
  }

  /** Nulls take a slot of zeros, so that every byte of every buffer is written. */
  void append(TelemetryReader reader, int row) {
    MemorySegment source = reader.segment();
    long begin = reader.offset();
    long nulls = reader.nulls();
    long text = begin + TelemetryLayout.TEXTS;
    for (int column = 0; column < COLUMNS; column++) {
      boolean present = (nulls >>> column & 1) == 0;
      if (BatchShape.NULLABLE[column]) {
        setBit(validity[column], row, present);
      }
      if (BatchShape.TEXTS[column]) {
        text = appendText(column, row, source, text, present);
      } else {
        appendNumber(column, row, source, begin + SLOTS[column]);
      }
    }
  }

  private long appendText(int column, int row, MemorySegment source, long at, boolean present) {
    int end = textBytes[column];
    long next = at;
    if (present) {
      int length = source.get(INT, at);
      MemorySegment.copy(source, at + Integer.BYTES, texts[column], end, length);
      end += length;
      next += Integer.BYTES + length;
      textBytes[column] = end;
    }
    values[column].set(INT, Integer.BYTES * (row + 1L), end);
    return next;
  }

  private void appendNumber(int column, int row, MemorySegment source, long slot) {
    MemorySegment target = values[column];
    switch (BatchShape.WIDTHS[column]) {
      case Long.BYTES -> target.set(LONG, (long) Long.BYTES * row, source.get(LONG, slot));
      case Integer.BYTES -> target.set(INT, (long) Integer.BYTES * row, source.get(INT, slot));
      default -> setBit(target, row, source.get(BYTE, slot) != 0);
    }
  }

  private static void setBit(MemorySegment bits, int row, boolean set) {
    int bit = (set ? 1 : 0) << (row & 7);
    long at = (long) row >>> 3;
    int before = (row & 7) == 0 ? 0 : bits.get(BYTE, at);
    bits.set(BYTE, at, (byte) (before | bit));
  }

  long sum() {
    long sum = 0;
    for (int column = 0; column < COLUMNS; column++) {
      sum += sum(values[column], valueBytes[column]);
      if (BatchShape.TEXTS[column]) {
        sum += sum(texts[column], textBytes[column]);
      }
    }
    return sum;
  }

  private static long sum(MemorySegment buffer, long bytes) {
    long sum = 0;
    for (long at = 0; at <= bytes - Long.BYTES; at += Long.BYTES) {
      sum += buffer.get(LONG, at);
    }
    return sum;
  }
}
