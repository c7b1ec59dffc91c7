package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import dev.intarsia.memory.buffer.Bits;

/** Whether a boolean is the given one. */
final class BooleanTest extends ValueTest {
  private final boolean value;

  BooleanTest(Field field, boolean value, boolean negated) {
    super(field, negated);
    this.value = value;
  }

  @Override
  public ValueTest negate() {
    return new BooleanTest(field(), value, !isNegated());
  }

  @Override
  long pass(ColumnReading source, int row, long present) {
    long bits = Bits.word(source.values, source.offset + row, source.rows(row));
    return value ? bits : ~bits;
  }
}
