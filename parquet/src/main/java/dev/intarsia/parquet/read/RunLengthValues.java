package dev.intarsia.parquet.read;

import dev.intarsia.encoding.RleBitPackedHybridDecoder;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Layouts;

/**
 * Booleans as runs.
 *
 * <pre>
 *   |length: 4| runs of bits |
 * </pre>
 */
final class RunLengthValues extends PageValues {
  private final RleBitPackedHybridDecoder bits = new RleBitPackedHybridDecoder();

  @Override
  void begin(PagePart page, int count) {
    if (page.bytes() < Integer.BYTES) {
      throw new CorruptDataException(LABEL, 0, "the length of its runs is missing");
    }
    int length = page.segment().get(Layouts.INT_LE, page.from());
    if (length < 0 || length > page.bytes() - Integer.BYTES) {
      throw new CorruptDataException(
          LABEL, 0, "runs of %d bytes in a page of %d".formatted(length, page.bytes()));
    }
    long from = page.from() + Integer.BYTES;
    bits.reset(page.segment(), from, from + length, 1, LABEL);
  }

  @Override
  void read(LeafSlots out, int count, DecodeScratch scratch) {
    bits.readBits(out.values(), out.at(), count);
  }

  @Override
  void skip(int count, DecodeScratch scratch) {
    bits.skip(count);
  }
}
