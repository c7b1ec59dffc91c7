package dev.intarsia.parquet.read;

import dev.intarsia.encoding.BitPackedDecoder;
import dev.intarsia.encoding.RleBitPackedHybridDecoder;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.PageEncoding;
import java.lang.foreign.MemorySegment;

/** Reads the levels of one kind, page after page: as runs, or bit-packed as in old files. */
final class LevelDecoder {
  private final String label;
  private final int maxLevel;
  private final int width;
  private final RleBitPackedHybridDecoder runs = new RleBitPackedHybridDecoder();

  private boolean packed;
  private MemorySegment in = MemorySegment.NULL;

  /** Of packed levels, the next one's first bit, and the byte behind the last. */
  private long bit;

  private long end;

  LevelDecoder(String label, int maxLevel) {
    this.label = label;
    this.maxLevel = maxLevel;
    this.width = Bits.bitWidth(maxLevel);
  }

  /** Goes to the first level of a page of runs, as all V2 pages are. */
  void begin(PagePart page) {
    packed = false;
    runs.reset(page.segment(), page.from(), page.to(), width, label);
  }

  /** Goes to the first level of a V1 page. */
  void begin(PagePart page, PageEncoding encoding) {
    if (encoding == PageEncoding.BIT_PACKED) {
      packed = true;
      in = page.segment();
      bit = page.from() << 3;
      end = page.to();
    } else {
      begin(page);
    }
  }

  /** Reads levels as bits, 1 for the highest, and returns how many are. */
  int readHighest(MemorySegment bitmap, long firstBit, int count, DecodeScratch scratch) {
    if (maxLevel == 1) {
      return readBits(bitmap, firstBit, count);
    }
    int highest = 0;
    for (int done = 0; done < count; done += DecodeScratch.BLOCK) {
      int next = Math.min(count - done, DecodeScratch.BLOCK);
      highest += readLevels(scratch.block(), 0, next);
      setHighest(scratch.block(), next, bitmap, firstBit + done);
    }
    return highest;
  }

  private void setHighest(MemorySegment levels, int count, MemorySegment bitmap, long firstBit) {
    for (int i = 0; i < count; i++) {
      if (levels.get(Layouts.BYTE, i) == maxLevel) {
        Bits.set(bitmap, firstBit + i);
      } else {
        Bits.clear(bitmap, firstBit + i);
      }
    }
  }

  /**
   * Passes over at most {@link DecodeScratch#BLOCK} levels, and returns how many are the highest.
   */
  int passHighest(int count, DecodeScratch scratch) {
    return maxLevel == 1
        ? readBits(scratch.block(), 0, count)
        : readLevels(scratch.block(), 0, count);
  }

  /** Reads levels of 0 and 1 as bits, and returns how many are 1. */
  private int readBits(MemorySegment bitmap, long firstBit, int count) {
    if (!packed) {
      return runs.readBits(bitmap, firstBit, count);
    }
    int ones = BitPackedDecoder.bits(in, bit, end, count, bitmap, firstBit, label);
    bit += count;
    return ones;
  }

  /** Reads levels as bytes, and returns how many are the highest. */
  int readLevels(MemorySegment out, long at, int count) {
    if (!packed) {
      return runs.readLevels(out, at, count, maxLevel);
    }
    int highest = BitPackedDecoder.levels(in, bit, end, width, count, out, at, maxLevel, label);
    bit += (long) count * width;
    return highest;
  }
}
