package dev.intarsia.parquet.read;

import dev.intarsia.encoding.OffsetOverflowException;
import dev.intarsia.encoding.compress.CodecException;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.parquet.LeafColumn;
import java.io.IOException;

/** Reads a column that has one slot a row: its highest level is validity. */
final class FlatChunkReader extends ColumnChunkReader {
  private final boolean nullable;
  private final LevelDecoder definitions;

  /** Rows of the page at hand that were not read. */
  private int left;

  FlatChunkReader(LeafColumn leaf, OpenFile file) {
    super(leaf, file);
    nullable = leaf.maxDefinitionLevel() > 0;
    definitions = new LevelDecoder("its definition levels", leaf.maxDefinitionLevel());
  }

  /**
   * Reads rows.
   *
   * @param rows how many; the row group has as many
   * @param out receives them
   */
  void read(int rows, LeafSlots out, DecodeScratch scratch) throws IOException {
    try {
      int wanted = rows;
      while (wanted > 0) {
        openPage();
        load(scratch);
        int taken = Math.min(wanted, left);
        readFromPage(taken, out, scratch);
        wanted -= taken;
      }
    } catch (CorruptDataException
        | CodecException
        | TimestampRangeException
        | OffsetOverflowException e) {
      throw failure(e);
    }
  }

  private void readFromPage(int rows, LeafSlots out, DecodeScratch scratch) throws IOException {
    out.expect(rows);
    int present =
        nullable ? definitions.readHighest(out.validity(), out.size(), rows, scratch) : rows;
    readValues(out, present, scratch);
    out.append(rows, present);
    left -= rows;
    advance(rows);
  }

  @Override
  void pass(long rows, DecodeScratch scratch) throws IOException {
    long wanted = rows;
    while (wanted > 0) {
      openPage();
      int passed = (int) Math.min(wanted, left);
      if (passed < left || isLoaded() || carriesPrefixes()) {
        load(scratch);
        passInPage(passed, scratch);
      }
      left -= passed;
      advance(passed);
      wanted -= passed;
    }
  }

  private void passInPage(int rows, DecodeScratch scratch) throws IOException {
    for (int done = 0; done < rows; ) {
      int next = Math.min(rows - done, DecodeScratch.BLOCK);
      int present = nullable ? definitions.passHighest(next, scratch) : next;
      skipValues(present, scratch);
      done += next;
    }
  }

  /** Goes to the next page that has rows, if none are left of this one. */
  private void openPage() throws IOException {
    while (left == 0) {
      if (!nextPage()) {
        throw endsEarly();
      }
      left = header().values();
      checkRows();
    }
  }

  private void checkRows() throws IOException {
    if (left > rowsLeft()) {
      throw pagePlace()
          .corrupt(
              "it has %d values where %d rows of the row group are left"
                  .formatted(left, rowsLeft()));
    }
    long indexed = indexedRows();
    if (indexed >= 0) {
      pagePlace().checkSame("its rows by the offset index", indexed, left);
    }
  }

  @Override
  void closePage() {
    super.closePage();
    left = 0;
  }

  @Override
  void beginLevels(PageReader page) {
    if (nullable) {
      page.beginDefinition(definitions);
    }
  }
}
