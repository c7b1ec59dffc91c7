package dev.intarsia.parquet.read;

import dev.intarsia.encoding.RleBitPackedHybridDecoder;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.parquet.PageEncoding;
import java.lang.foreign.MemorySegment;

/** Reads the levels of one kind, page after page. */
final class LevelDecoder {
  private final String label;
  private final int maxLevel;
  private final int width;
  private final RleBitPackedHybridDecoder runs = new RleBitPackedHybridDecoder();

  LevelDecoder(String label, int maxLevel) {
    this.label = label;
    this.maxLevel = maxLevel;
    this.width = Bits.bitWidth(maxLevel);
  }

  /** Goes to the first level of a page. */
  void begin(PagePart page, PageEncoding encoding) {
    runs.reset(page.segment(), page.from(), page.to(), width, label);
  }

  /** Reads levels of 0 and 1 as bits, and returns how many are 1. */
  int readBits(MemorySegment bitmap, long bit, int count) {
    return runs.readBits(bitmap, bit, count);
  }

  /** Reads levels as bytes, and returns how many are the highest. */
  int readLevels(MemorySegment out, long at, int count) {
    return runs.readLevels(out, at, count, maxLevel);
  }
}
