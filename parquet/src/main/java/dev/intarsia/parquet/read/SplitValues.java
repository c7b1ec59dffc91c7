package dev.intarsia.parquet.read;

import dev.intarsia.encoding.ByteStreamSplitDecoder;
import java.lang.foreign.MemorySegment;

/** BYTE_STREAM_SPLIT: the first bytes of all values, then the second ones, and so on. */
final class SplitValues extends PageValues {
  private final int width;
  private MemorySegment in = MemorySegment.NULL;
  private long at;
  private long end;

  /** The value that is next. */
  private int next;

  SplitValues(int width) {
    this.width = width;
  }

  @Override
  void begin(PagePart page, int count) {
    in = page.segment();
    at = page.from();
    end = page.to();
    next = 0;
  }

  @Override
  void read(LeafSlots out, int count, DecodeScratch scratch) {
    ByteStreamSplitDecoder.fixedWidth(
        in, at, end, width, next, count, out.values(), out.at(), LABEL);
    next += count;
  }

  @Override
  void skip(int count, DecodeScratch scratch) {
    next += count; // what is read next is looked for within the page
  }
}
