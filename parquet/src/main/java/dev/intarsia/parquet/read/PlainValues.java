package dev.intarsia.parquet.read;

import dev.intarsia.encoding.PlainDecoder;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** PLAIN: values back to back, booleans as bits, byte arrays behind their lengths. */
final class PlainValues extends PageValues {
  private final LeafSlots.Kind kind;

  /** Of a value in the page; 0 for booleans and byte arrays. */
  private final int width;

  private final @Nullable Int96 int96;
  private PagePart page = new PagePart();
  private MemorySegment in = MemorySegment.NULL;

  /** The next value: its byte, or its bit for booleans. */
  private long at;

  private long end;

  PlainValues(LeafSlots.Kind kind, int width, @Nullable Int96 int96) {
    this.kind = kind;
    this.width = int96 == null ? width : Int96.BYTES;
    this.int96 = int96;
  }

  @Override
  void begin(PagePart values, int count) {
    page = values;
    in = values.segment();
    at = kind == LeafSlots.Kind.BIT ? values.from() << 3 : values.from();
    end = values.to();
  }

  @Override
  void read(LeafSlots out, int count, DecodeScratch scratch) {
    switch (kind) {
      case FIXED -> {
        page.require(at + (long) count * width, scratch);
        readFixed(out, count);
      }
      case BIT -> {
        page.require(Bits.ceilDiv(at + count, Byte.SIZE), scratch);
        at = PlainDecoder.booleans(in, at, end, count, out.values(), out.at(), LABEL);
      }
      case BINARY -> {
        if (page.require(at, scratch) < end) {
          page.require(behind(count, scratch), scratch);
        }
        at = PlainDecoder.binary(in, at, end, count, out.values(), out.at(), out.data(), LABEL);
      }
    }
  }

  private void readFixed(LeafSlots out, int count) {
    if (int96 == null) {
      at = PlainDecoder.fixedWidth(in, at, end, width, count, out.values(), out.at(), LABEL);
    } else {
      long from = at;
      skipFixed(count);
      int96.convert(in, from, count, out.values(), out.at(), LABEL);
    }
  }

  @Override
  void skip(int count, DecodeScratch scratch) {
    switch (kind) {
      case FIXED -> skipFixed(count);
      case BIT -> skipBits(count);
      case BINARY -> at = behind(count, scratch);
    }
  }

  private void skipFixed(int count) {
    long bytes = (long) count * width;
    if (bytes > end - at) {
      throw tooFew(at, count);
    }
    at += bytes;
  }

  private void skipBits(int count) {
    if (count > (end << 3) - at) {
      throw tooFew(at >>> 3, count);
    }
    at += count;
  }

  /** The byte behind so many byte arrays, of which all lengths are decompressed. */
  private long behind(int count, DecodeScratch scratch) {
    long next = at;
    long there = page.require(next, scratch);
    for (int i = 0; i < count; i++) {
      if (there - next < Integer.BYTES) {
        there = page.require(next + Integer.BYTES, scratch);
      }
      int length = there - next < Integer.BYTES ? -1 : in.get(Layouts.INT_LE, next);
      if (length < 0 || length > end - next - Integer.BYTES) {
        throw tooFew(next, count);
      }
      next += (long) Integer.BYTES + length;
    }
    return next;
  }

  private CorruptDataException tooFew(long position, int count) {
    return new CorruptDataException(
        LABEL, position, "%d values do not fit %d bytes".formatted(count, end - position));
  }
}
