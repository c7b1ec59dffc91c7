package dev.intarsia.bench.contender;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Fills one column in Arrow's layout: values or bits or offsets, the bytes of texts, and a bitmap
 * of what is present if there may be nulls, each in an array of its own.
 */
final class HeapColumnBuilder {
  private final Field field;
  private final HeapBuffer values;
  private final HeapBuffer data;
  private final HeapBuffer validity;
  private final boolean reserving;
  private int rows;

  HeapColumnBuilder(Field field, Growth growth, boolean reserving) {
    this.field = field;
    this.reserving = reserving;
    values = new HeapBuffer(growth);
    data = new HeapBuffer(growth);
    validity = new HeapBuffer(growth);
    begin();
  }

  /** Begins a column of its own arrays; the one before keeps those it has. */
  void begin() {
    rows = 0;
    begin(values);
    if (field.nullable()) {
      begin(validity);
    }
    if (isBinary()) {
      begin(data);
      values.putInt(0);
    }
  }

  private void begin(HeapBuffer buffer) {
    buffer.begin(Math.max(HeapBuffer.INITIAL_BYTES, reserving ? buffer.size() : 0));
  }

  private boolean isBinary() {
    return switch (field.physicalType()) {
      case BYTE_ARRAY -> true;
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> false;
    };
  }

  void appendLong(long value) {
    present();
    values.putLong(value);
  }

  void appendInt(int value) {
    present();
    values.putInt(value);
  }

  void appendDouble(double value) {
    appendLong(Double.doubleToRawLongBits(value));
  }

  void appendBoolean(boolean value) {
    values.putBit(rows, value);
    present();
  }

  void appendText(MemorySegment source, long offset, int length) {
    present();
    data.put(source, offset, length);
    values.putInt(data.size());
  }

  void appendText(byte[] text) {
    present();
    data.put(text);
    values.putInt(data.size());
  }

  /** A null takes a slot, too. */
  void appendNull() {
    validity.putBit(rows, false);
    switch (field.physicalType()) {
      case INT64, DOUBLE -> values.putLong(0);
      case INT32, FLOAT -> values.putInt(0);
      case BOOLEAN -> values.putBit(rows, false);
      case BYTE_ARRAY -> values.putInt(data.size());
      case FIXED_LEN_BYTE_ARRAY -> throw new IllegalStateException("no telemetry column is one");
    }
    rows++;
  }

  private void present() {
    if (field.nullable()) {
      validity.putBit(rows, true);
    }
    rows++;
  }

  /** The column so far, around its arrays. */
  Column column() {
    MemorySegment slots = values.segment();
    @Nullable MemorySegment bitmap = field.nullable() ? validity.segment() : null;
    return switch (field.physicalType()) {
      case BOOLEAN -> BooleanColumn.wrap(field, rows, slots, 0, bitmap, 0);
      case BYTE_ARRAY -> BinaryColumn.wrap(field, rows, slots, 0, data.segment(), bitmap, 0);
      case INT32, INT64, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY ->
          FixedWidthColumn.wrap(field, rows, slots, 0, bitmap, 0);
    };
  }
}
