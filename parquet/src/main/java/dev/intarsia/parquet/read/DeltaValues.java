package dev.intarsia.parquet.read;

import dev.intarsia.encoding.DeltaBinaryPackedDecoder;

/** DELTA_BINARY_PACKED: integers as bit-packed differences. */
final class DeltaValues extends PageValues {
  private final boolean wide;
  private final DeltaBinaryPackedDecoder deltas = new DeltaBinaryPackedDecoder();

  /** Values of 4 bytes, or of 8. */
  DeltaValues(int width) {
    wide = width == Long.BYTES;
  }

  @Override
  void begin(PagePart page, int count) {
    deltas.reset(page.segment(), page.from(), page.to(), LABEL);
  }

  @Override
  void read(LeafSlots out, int count, DecodeScratch scratch) {
    if (wide) {
      deltas.readLongs(out.values(), out.at(), count);
    } else {
      deltas.readInts(out.values(), out.at(), count);
    }
  }

  @Override
  void skip(int count, DecodeScratch scratch) {
    deltas.skip(count);
  }
}
