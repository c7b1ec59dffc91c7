package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.encoding.Gather;
import dev.intarsia.encoding.PlainDecoder;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of a column chunk, in the layout of a column without nulls: values of one width
 * back to back, or offsets and bytes. Its memory serves chunk after chunk. Where few entries are
 * looked up, its page is taken apart no further than they take.
 */
final class Dictionary implements AutoCloseable {
  private static final String LABEL = "its entries";

  /** Bytes of a value; 0 if values are of any length. */
  private final int width;

  private final @Nullable Int96 int96;
  private final PageBody body;
  private final PagePart page = new PagePart();
  private final GrowableSegment values;
  private final GrowableSegment data;

  /** Entries of the page, and those that can be looked up by now. */
  private int size;

  private int ready;

  /** Where the page goes on behind those. */
  private long next;

  private int longest;

  /**
   * A dictionary of a column's values.
   *
   * @param field what the values are
   * @param int96 what turns the entries into timestamps, if they are INT96
   */
  Dictionary(PrimitiveField field, @Nullable Int96 int96, MemoryPool pool, String owner) {
    this.width = field.width();
    this.int96 = int96;
    body = new PageBody(pool, owner + ", page of the dictionary");
    values = GrowableSegment.allocate(pool, owner + ", dictionary", 0);
    data = GrowableSegment.allocate(pool, owner + ", bytes of the dictionary", 0);
  }

  /** What its page is decompressed into. */
  PageBody body() {
    return body;
  }

  /** The entries, PLAIN as they are in the page. */
  PagePart page() {
    return page;
  }

  /** Goes to the entries of {@link #page}, none of which can be looked up yet. */
  void begin(int entries) {
    size = 0;
    ready = 0;
    longest = 0;
    next = page.from();
    values.clear();
    data.clear();
    int leastBytes = int96 != null ? Int96.BYTES : width == 0 ? Integer.BYTES : width;
    if ((long) entries * leastBytes > page.bytes()) {
      throw new CorruptDataException(
          LABEL, 0, "%d entries do not fit %d bytes".formatted(entries, page.bytes()));
    }
    values.reserve(width == 0 ? (entries + 1L) * Integer.BYTES : (long) entries * width);
    size = entries;
  }

  /** Whether all entries can be looked up. */
  boolean isComplete() {
    return ready == size;
  }

  /** Lets all entries be looked up. */
  void requireAll(DecodeScratch scratch) {
    page.require(page.to(), scratch);
    require(size, scratch);
    body.release();
  }

  /**
   * Lets entries be looked up.
   *
   * @param count from the first on; more than there are count as all
   */
  void require(int count, DecodeScratch scratch) {
    int wanted = Math.min(count, size);
    if (wanted <= ready) {
      return;
    }
    int more = wanted - ready;
    if (int96 != null) {
      page.require(next + (long) more * Int96.BYTES, scratch);
      int96.convert(page.segment(), next, more, values.segment(), (long) ready * width, LABEL);
      next += (long) more * Int96.BYTES;
    } else if (width > 0) {
      long bytes = (long) more * width;
      page.require(next + bytes, scratch);
      MemorySegment.copy(page.segment(), next, values.segment(), (long) ready * width, bytes);
      next += bytes;
    } else {
      takeTexts(wanted, scratch);
    }
    ready = wanted;
  }

  /** Takes those whose bytes are there at once, as the page is decompressed block by block. */
  private void takeTexts(int wanted, DecodeScratch scratch) {
    int taken = ready;
    while (taken < wanted) {
      long there = page.require(next + Integer.BYTES, scratch);
      int count = 0;
      long end = next;
      long behind = endOfText(end, there);
      while (taken + count < wanted && behind <= there) {
        longest = Math.max(longest, (int) (behind - end) - Integer.BYTES);
        end = behind;
        count++;
        behind = endOfText(end, there);
      }
      if (count > 0 || behind > page.to()) {
        copyTexts(taken, Math.max(count, 1));
        next = end;
        taken += count;
      } else {
        page.require(behind, scratch);
      }
    }
  }

  /** The byte behind a text; far away if its length is not there, or is none. */
  private long endOfText(long from, long there) {
    int length = there - from < Integer.BYTES ? -1 : page.segment().get(Layouts.INT_LE, from);
    return length < 0 ? Long.MAX_VALUE : from + Integer.BYTES + length;
  }

  /** Fails if the first of them ends nowhere. */
  private void copyTexts(int taken, int count) {
    long at = (long) taken * Integer.BYTES;
    PlainDecoder.binary(page.segment(), next, page.to(), count, values.segment(), at, data, LABEL);
    data.reserve(Gather.SLACK);
  }

  /** All entries as a column without nulls, good until the next {@link #begin}. */
  Column column(PrimitiveField field) {
    ColumnBuffers buffers = new ColumnBuffers();
    buffers.length = size;
    buffers.values = values.segment();
    buffers.data = data.segment();
    return Column.over(field, buffers);
  }

  /** How many entries there are. */
  int size() {
    return size;
  }

  /** The values, or the {@code size() + 1} offsets of those of any length. */
  MemorySegment values() {
    return values.segment();
  }

  /** Bytes of the longest of the entries of any length that can be looked up. */
  int longest() {
    return longest;
  }

  /** The bytes that offsets point into, and {@link Gather#SLACK} more. */
  MemorySegment data() {
    return data.segment();
  }

  @Override
  public void close() {
    body.close();
    values.close();
    data.close();
  }
}
