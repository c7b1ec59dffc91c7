package dev.intarsia.cli.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sees the fields of CSV records in place, in the parser's buffer. What goes wrong with a field is
 * kept until the record's end, as the parser must not be left in the middle of one.
 */
abstract class CsvRecord extends AbstractBaseCsvCallbackHandler<CsvRecord> {
  private final Text text = new Text();
  private @Nullable BadRecord bad;

  /** Takes a field. */
  abstract void field(int index, Text field, boolean quoted);

  /** Names a field in a message. */
  abstract String nameOf(int index);

  @Override
  protected void handleBegin(long startingLineNumber) {
    bad = null;
  }

  @Override
  protected final void handleField(int index, char[] buffer, int from, int count, boolean quoted) {
    if (bad != null) {
      return;
    }
    try {
      field(index, text.widened(buffer, from, count), quoted);
    } catch (BadRecord wrong) {
      bad = new BadRecord(nameOf(index) + ": " + wrong.reason());
    } catch (IllegalArgumentException refused) {
      bad = new BadRecord(nameOf(index) + ": " + refused.getMessage());
    }
  }

  @Override
  protected final CsvRecord buildRecord() {
    return this;
  }

  /** The line on which the record starts. */
  final long line() {
    return getStartingLineNumber();
  }

  /** How many fields it has. */
  final int fields() {
    return getFieldCount();
  }

  /**
   * Checks the record as a whole.
   *
   * @param expected how many fields it must have
   * @throws BadRecord for what was wrong with it first
   */
  final void check(int expected) {
    if (fields() != expected) {
      throw new BadRecord("expected " + expected + " fields, found " + fields());
    }
    if (bad != null) {
      throw bad;
    }
  }
}
