package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.lang.foreign.MemorySegment;
import org.apache.parquet.io.api.Binary;

/**
 * Hands rows from the buffer to parquet-java with as little in between as its record API allows:
 * one copy of the row's texts into a reused array, and one {@link Binary} over that array for each
 * text, which parquet-java demands.
 */
final class BufferWriteSupport extends TelemetryWriteSupport<TelemetryReader> {
  private static final int MAX_TEXT_BYTES = 64 << 10;

  private final int[] offsets = new int[COLUMNS.length];
  private final byte[] texts = new byte[MAX_TEXT_BYTES];

  BufferWriteSupport() {
    for (TelemetryColumn column : COLUMNS) {
      offsets[column.index()] = TelemetryLayout.offset(column);
    }
  }

  @Override
  public void write(TelemetryReader row) {
    MemorySegment rows = row.segment();
    long begin = row.offset();
    long text = begin + TelemetryLayout.TEXTS;
    int textBytes = (int) (row.endOffset() - text);
    MemorySegment.copy(rows, TelemetryLayout.BYTE, text, texts, 0, textBytes);
    int at = 0;
    long nulls = row.nulls();
    consumer.startMessage();
    for (int column = 0; column < kinds.length; column++) {
      if (((nulls >>> column) & 1) != 0) {
        continue;
      }
      consumer.startField(names[column], column);
      long slot = begin + offsets[column];
      switch (kinds[column]) {
        case LONG -> consumer.addLong(rows.get(TelemetryLayout.LONG, slot));
        case INT -> consumer.addInteger(rows.get(TelemetryLayout.INT, slot));
        case DOUBLE -> consumer.addDouble(rows.get(TelemetryLayout.DOUBLE, slot));
        case BOOLEAN -> consumer.addBoolean(rows.get(TelemetryLayout.BYTE, slot) != 0);
        case TEXT -> {
          int length = rows.get(TelemetryLayout.INT, text + at);
          consumer.addBinary(Binary.fromReusedByteArray(texts, at + Integer.BYTES, length));
          at += Integer.BYTES + length;
        }
      }
      consumer.endField(names[column], column);
    }
    consumer.endMessage();
  }
}
