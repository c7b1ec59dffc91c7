package dev.intarsia.parquet.read;

import dev.intarsia.encoding.Gather;
import dev.intarsia.encoding.RleBitPackedHybridDecoder;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Indices into the chunk's dictionary.
 *
 * <pre>
 *   |bit width: 1| runs of ids |
 * </pre>
 */
final class DictionaryValues extends PageValues {
  private static final int WIDEST_ID = 32;

  private final Dictionary dictionary;
  private final RleBitPackedHybridDecoder ids = new RleBitPackedHybridDecoder();

  DictionaryValues(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  @Override
  void begin(PagePart page, int count) {
    if (page.bytes() < 1) {
      throw new CorruptDataException(LABEL, 0, "it has no bit width for its indices");
    }
    int width = page.segment().get(Layouts.BYTE, page.from());
    if (width < 0 || width > WIDEST_ID) {
      throw new CorruptDataException(LABEL, 0, "its indices are " + width + " bits wide");
    }
    ids.reset(page.segment(), page.from() + 1, page.to(), width, LABEL);
  }

  @Override
  void read(LeafSlots out, int count, DecodeScratch scratch) {
    MemorySegment block = scratch.block();
    for (int done = 0; done < count; ) {
      int next = Math.min(count - done, DecodeScratch.BLOCK);
      ids.readInts(block, 0, next);
      if (!dictionary.isComplete()) {
        dictionary.require(highest(block, next) + 1, scratch);
      }
      gather(block, next, out, done);
      done += next;
    }
  }

  /** Of some ids; those that cannot be are left to {@link Gather}. */
  private static int highest(MemorySegment block, int count) {
    int highest = 0;
    for (int i = 0; i < count; i++) {
      highest = Math.max(highest, block.get(Layouts.INT_LE, (long) i * Integer.BYTES));
    }
    return Math.min(highest, Integer.MAX_VALUE - 1);
  }

  private void gather(MemorySegment block, int count, LeafSlots out, int done) {
    long at = out.at() + (long) done * out.width();
    if (out.kind() == LeafSlots.Kind.BINARY) {
      Gather.binary(
          dictionary.values(),
          0,
          dictionary.size(),
          dictionary.longest(),
          dictionary.data(),
          block,
          0,
          count,
          out.values(),
          at,
          out.data(),
          LABEL);
    } else {
      Gather.fixedWidth(
          dictionary.values(),
          0,
          dictionary.size(),
          out.width(),
          block,
          0,
          count,
          out.values(),
          at,
          LABEL);
    }
  }

  @Override
  void skip(int count, DecodeScratch scratch) {
    ids.skip(count);
  }
}
