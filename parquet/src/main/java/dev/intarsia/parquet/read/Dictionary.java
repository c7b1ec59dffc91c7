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
 * back to back, or offsets and bytes. Its memory serves chunk after chunk.
 */
final class Dictionary implements AutoCloseable {
  private static final String LABEL = "its entries";

  /** Bytes of a value; 0 if values are of any length. */
  private final int width;

  private final @Nullable Int96 int96;
  private final GrowableSegment values;
  private final GrowableSegment data;
  private int size;
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
    values = GrowableSegment.allocate(pool, owner + ", dictionary", 0);
    data = GrowableSegment.allocate(pool, owner + ", bytes of the dictionary", 0);
  }

  /** Takes the entries from a page, PLAIN as they are there. */
  void read(PagePart page, int entries) {
    size = 0;
    values.clear();
    data.clear();
    int leastBytes = int96 != null ? Int96.BYTES : width == 0 ? Integer.BYTES : width;
    if ((long) entries * leastBytes > page.bytes()) {
      throw new CorruptDataException(
          LABEL, 0, "%d entries do not fit %d bytes".formatted(entries, page.bytes()));
    }
    if (int96 != null) {
      values.reserve((long) entries * width);
      int96.convert(page.segment(), page.from(), entries, values.segment(), 0, LABEL);
    } else if (width > 0) {
      values.putBytes(page.segment(), page.from(), (long) entries * width);
    } else {
      values.reserve((entries + 1L) * Integer.BYTES);
      data.reserve(page.bytes() + Gather.SLACK);
      PlainDecoder.binary(
          page.segment(), page.from(), page.to(), entries, values.segment(), 0, data, LABEL);
      data.reserve(Gather.SLACK);
      longest = longest(values.segment(), entries);
    }
    size = entries;
  }

  private static int longest(MemorySegment offsets, int entries) {
    int longest = 0;
    for (int i = 0; i < entries; i++) {
      long at = (long) i * Integer.BYTES;
      int length =
          offsets.get(Layouts.INT_LE, at + Integer.BYTES) - offsets.get(Layouts.INT_LE, at);
      longest = Math.max(longest, length);
    }
    return longest;
  }

  /** The entries as a column without nulls, good until the next {@link #read}. */
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

  /** Bytes of the longest of the entries of any length. */
  int longest() {
    return longest;
  }

  /** The bytes that offsets point into, and {@link Gather#SLACK} more. */
  MemorySegment data() {
    return data.segment();
  }

  @Override
  public void close() {
    values.close();
    data.close();
  }
}
