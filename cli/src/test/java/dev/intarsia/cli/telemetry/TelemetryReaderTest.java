package dev.intarsia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.append.RowBuffer;
import dev.intarsia.columns.append.RowSink;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TelemetryReaderTest {
  private static final int ROWS = 300;

  private final TelemetryReader reader = new TelemetryReader();

  @Test
  void everyValueArrivesInItsColumn() throws IOException {
    try (Arena arena = Arena.ofConfined();
        MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        RowBuffer buffer =
            RowBuffer.allocate(TelemetrySchema.schema(), pool, ROWS + 1, 1 << 24, true)) {
      TelemetryRows rows = TelemetryRows.generate(arena, 42, ROWS);
      RowAppender appender = buffer.appender(new Untouched());
      rows.read(reader);
      while (reader.next()) {
        reader.appendTo(appender);
      }
      assertThat(buffer.rowCount()).isEqualTo(ROWS);
      rows.read(reader);
      for (int row = 0; reader.next(); row++) {
        assertRow(buffer, row);
      }
    }
  }

  private void assertRow(RowBuffer buffer, int row) {
    long text = reader.offset() + TelemetryLayout.TEXTS;
    for (TelemetryColumn column : TelemetryColumn.values()) {
      Column values = buffer.column(column.index());
      boolean isNull = ((reader.nulls() >>> column.index()) & 1) != 0;
      assertThat(values.isNull(row)).as(column.name()).isEqualTo(isNull);
      if (isNull) {
        continue;
      }
      if (column.kind() == Kind.TEXT) {
        int length = reader.segment().get(TelemetryLayout.INT, text);
        assertThat(((BinaryColumn) values).getString(row))
            .isEqualTo(text(text + Integer.BYTES, length));
        text += Integer.BYTES + length;
      } else {
        assertNumber(values, column, row);
      }
    }
    assertThat(text).isEqualTo(reader.endOffset());
  }

  private String text(long at, int length) {
    MemorySegment bytes = reader.segment().asSlice(at, length);
    return StandardCharsets.UTF_8.decode(bytes.asByteBuffer()).toString();
  }

  private void assertNumber(Column values, TelemetryColumn column, int row) {
    MemorySegment rows = reader.segment();
    long slot = reader.offset() + TelemetryLayout.offset(column);
    switch (column.kind()) {
      case LONG ->
          assertThat(((FixedWidthColumn) values).getLong(row))
              .isEqualTo(rows.get(TelemetryLayout.LONG, slot));
      case INT ->
          assertThat(((FixedWidthColumn) values).getInt(row))
              .isEqualTo(rows.get(TelemetryLayout.INT, slot));
      case DOUBLE ->
          assertThat(((FixedWidthColumn) values).getDouble(row))
              .isEqualTo(rows.get(TelemetryLayout.DOUBLE, slot));
      case BOOLEAN ->
          assertThat(((BooleanColumn) values).getBoolean(row))
              .isEqualTo(rows.get(TelemetryLayout.BYTE, slot) != 0);
      case TEXT -> throw new AssertionError(column);
    }
  }

  /** Is never asked: the buffer is larger than the rows. */
  private static final class Untouched implements RowSink {
    @Override
    public void full(RowBuffer rows) {
      throw new AssertionError("full after " + rows.rowCount());
    }

    @Override
    public boolean relieve() {
      return false;
    }

    @Override
    public void check() {}
  }
}
