package dev.intarsia.parquet.read;

import dev.intarsia.encoding.OffsetOverflowException;
import dev.intarsia.encoding.compress.CodecException;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.parquet.LeafColumn;
import java.io.IOException;

/**
 * Reads a column below structs, lists or maps: its levels, and its values without the gaps that the
 * levels tell of. A row may have any number of entries, and in pages V1 it may go on in the next
 * page; it ends where another begins.
 *
 * <p>Levels are read ahead of the values by a block at most, and never beyond the page.
 */
final class NestedChunkReader extends ColumnChunkReader {
  private final EntryBlock entries;

  NestedChunkReader(LeafColumn leaf, OpenFile file) {
    super(leaf, file);
    entries = new EntryBlock(leaf, file.pool());
  }

  /**
   * Reads rows.
   *
   * @param rows how many, at least 1; the row group has as many
   * @param levels receives their levels
   * @param out receives their values, back to back
   */
  void read(int rows, LeafLevels levels, LeafSlots out, DecodeScratch scratch) throws IOException {
    boolean onlyRow = rows == 1 && levels.count() == 0;
    try {
      long wanted = rows;
      while (findEntries(wanted, scratch)) {
        if (wanted == rows && !entries.startsRow()) {
          throw pagePlace().corrupt("it goes on with a row that did not begin");
        }
        int count = entries.upToRow(wanted);
        int present = entries.present(count);
        wanted -= entries.rows(count);
        entries.appendTo(levels, count);
        out.expectValues(present);
        readValues(out, present, scratch);
        out.appendValues(present);
        entries.advance(count);
      }
      advance(rows);
    } catch (OffsetOverflowException e) {
      throw onlyRow ? pagePlace().unsupported("one row's " + e.getMessage()) : failure(e);
    } catch (CorruptDataException | CodecException | TimestampRangeException e) {
      throw failure(e);
    }
  }

  @Override
  void pass(long rows, DecodeScratch scratch) throws IOException {
    long wanted = rows - passPages(rows);
    while (findEntries(wanted, scratch)) {
      int count = entries.upToRow(wanted);
      wanted -= entries.rows(count);
      skipValues(entries.present(count), scratch);
      entries.advance(count);
      wanted -= passPages(wanted);
    }
    advance(rows);
  }

  /**
   * Passes over whole pages where their headers tell how many rows they hold, and returns how many
   * these were.
   */
  private long passPages(long wanted) throws IOException {
    long passed = 0;
    while (entries.isPageDone() && passed < wanted) {
      openPage();
      int rows = pageRows();
      if (rows < 0 || rows > wanted - passed || carriesPrefixes()) {
        break;
      }
      passed += rows;
      closePage();
    }
    return passed;
  }

  /**
   * Whether there are entries of the rows wanted, or further ones of the row before; if so, some of
   * them are in the block.
   */
  private boolean findEntries(long wanted, DecodeScratch scratch) throws IOException {
    while (entries.isEmpty()) {
      if (!entries.isPageDone()) {
        load(scratch);
        entries.fill();
      } else if (wanted > 0) {
        openPage();
      } else if (pagesBeginRows() || !nextPage()) {
        return false;
      } else {
        entries.open(header().values());
      }
    }
    return wanted > 0 || !entries.startsRow();
  }

  private void openPage() throws IOException {
    if (!nextPage()) {
      throw endsEarly();
    }
    entries.open(header().values());
  }

  /** Whether a row is sure to end with its page. */
  private boolean pagesBeginRows() {
    return leaf().isFlat() || pageRows() >= 0;
  }

  @Override
  void closePage() {
    super.closePage();
    entries.clear();
  }

  @Override
  void beginLevels(PageReader page) {
    entries.begin(page);
  }

  @Override
  public void close() {
    super.close();
    entries.close();
  }
}
