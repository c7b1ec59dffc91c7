package dev.intarsia.parquet.read;

import dev.intarsia.encoding.DeltaLengthByteArrayDecoder;

/** DELTA_LENGTH_BYTE_ARRAY: the lengths of all byte arrays, then their bytes. */
final class DeltaLengthValues extends PageValues {
  private final DeltaLengthByteArrayDecoder values = new DeltaLengthByteArrayDecoder();

  @Override
  void begin(PagePart page, int count) {
    values.reset(page.segment(), page.from(), page.to(), LABEL);
  }

  @Override
  void read(LeafSlots out, int count, DecodeScratch scratch) {
    values.read(out.values(), out.at(), out.data(), count);
  }

  @Override
  void skip(int count, DecodeScratch scratch) {
    values.skip(count);
  }
}
