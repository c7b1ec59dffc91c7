package dev.intarsia.parquet.read;

import dev.intarsia.encoding.DeltaByteArrayDecoder;
import dev.intarsia.memory.buffer.GrowableSegment;

/** DELTA_BYTE_ARRAY: what each value does not share with the one before it. */
final class DeltaBytesValues extends PageValues {
  private final int width;
  private final GrowableSegment lent;
  private final DeltaByteArrayDecoder values = new DeltaByteArrayDecoder();
  private boolean carries;
  private boolean first = true;

  /**
   * Values of one width or, for 0, of any length.
   *
   * @param lent where values are put together; nobody else's from page to page
   */
  DeltaBytesValues(int width, GrowableSegment lent) {
    this.width = width;
    this.lent = lent;
  }

  /**
   * Goes to another chunk.
   *
   * @param carried whether a page may go on with the last value of the one before
   */
  void beginChunk(boolean carried) {
    carries = carried;
    first = true;
  }

  @Override
  void begin(PagePart page, int count) {
    if (carries && !first) {
      values.follow(page.segment(), page.from(), page.to(), lent, LABEL);
    } else {
      values.reset(page.segment(), page.from(), page.to(), lent, LABEL);
    }
    first = false;
  }

  @Override
  void read(LeafSlots out, int count, DecodeScratch scratch) {
    if (width > 0) {
      values.readFixedWidth(width, out.values(), out.at(), count);
    } else {
      values.read(out.values(), out.at(), out.data(), count);
    }
  }

  @Override
  void skip(int count, DecodeScratch scratch) {
    values.skip(count);
  }
}
