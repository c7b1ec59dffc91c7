package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import dev.intarsia.memory.buffer.Bits;
import org.jspecify.annotations.Nullable;

/** Whether a boolean is one of those that pass. */
final class BooleanTest extends ValueTest {
  private final boolean passesTrue;
  private final boolean passesFalse;

  BooleanTest(Field field, boolean passesTrue, boolean passesFalse, boolean negated) {
    super(field, negated);
    this.passesTrue = passesTrue;
    this.passesFalse = passesFalse;
  }

  @Override
  public ValueTest negate() {
    return new BooleanTest(field(), passesTrue, passesFalse, !isNegated());
  }

  @Override
  Outcome ofBounds(byte @Nullable [] min, byte @Nullable [] max) {
    boolean mayBeTrue = max == null || max[0] != 0;
    boolean mayBeFalse = min == null || min[0] == 0;
    return Outcome.ofRange(
        !(passesTrue && mayBeTrue) && !(passesFalse && mayBeFalse),
        (passesTrue || !mayBeTrue) && (passesFalse || !mayBeFalse));
  }

  @Override
  long pass(ColumnReading source, int row, long present) {
    long bits = Bits.word(source.values, source.offset + row, source.rows(row));
    return (passesTrue ? bits : 0) | (passesFalse ? ~bits : 0);
  }
}
