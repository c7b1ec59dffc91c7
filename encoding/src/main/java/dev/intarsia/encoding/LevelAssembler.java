package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;

import java.lang.foreign.MemorySegment;

/**
 * Arrow's offsets and validity out of one leaf's repetition and definition levels, a byte each: the
 * way back from Dremel's records. Reads each level 64 entries at a time, as masks.
 *
 * <p>The leaf lies in contexts: context 0 is the rows, context n the elements of the n-th list or
 * map above the leaf, counted from outside. A context's slots <i>begin</i> at the entries whose
 * repetition level is at most n and whose definition level is at least the <i>slot definition</i>
 * of the context: 0 for the rows, otherwise the definition level at which its list has an element.
 *
 * <pre>
 * optional group a (LIST) { repeated group list { optional group element { required int32 x } } }
 *
 *   definition   0 a is null   1 a is empty   2 its element is null   3 x is there
 *   a            offsets(0, 0, 2), validity(0, 0, 1)
 *   element      validity(1, 2, 3)
 *   x            slots(1, 2), validity(1, 2, 3): the leaf's slots, of which the present ones have a value
 * </pre>
 *
 * <p>What lies above several leaves comes out of any of them the same; of a file that cannot be
 * trusted a reader compares {@link #slots} of all of them. Whatever the levels say, nothing is
 * written but one offset more than slots, and a bit for each; offsets never fall. Entries before
 * the first with repetition level 0 would belong to no row, so a reader refuses them first.
 *
 * <p>Owns no memory; {@link #reset} points it at other levels. For one thread at a time.
 */
public final class LevelAssembler {
  private static final int BLOCK = Long.SIZE;

  private MemorySegment repetitions = MemorySegment.NULL;
  private long repetitionsAt;
  private MemorySegment definitions = MemorySegment.NULL;
  private long definitionsAt;
  private int count;
  private int maxRepetition;
  private final BitAppender bits = new BitAppender();

  /** Makes an assembler of no entries. */
  public LevelAssembler() {}

  /**
   * Points at the levels of a leaf.
   *
   * @param newRepetitions a byte for each entry, 0 to {@code newMaxRepetition}; not read where that
   *     is 0
   * @param newRepetitionsAt where the first is
   * @param newDefinitions a byte for each entry, 0 to 127; not read for definition level 0
   * @param newDefinitionsAt where the first is
   * @param newCount entries; the first has repetition level 0
   * @param newMaxRepetition the leaf's, which is how many lists and maps are above it
   */
  public void reset(
      MemorySegment newRepetitions,
      long newRepetitionsAt,
      MemorySegment newDefinitions,
      long newDefinitionsAt,
      int newCount,
      int newMaxRepetition) {
    repetitions = newRepetitions;
    repetitionsAt = newRepetitionsAt;
    definitions = newDefinitions;
    definitionsAt = newDefinitionsAt;
    count = newCount;
    maxRepetition = newMaxRepetition;
  }

  /**
   * Counts the slots of a context.
   *
   * @param context lists and maps above it
   * @param slotDefinition the definition level at which a slot is there
   * @return slots
   */
  public int slots(int context, int slotDefinition) {
    int slots = 0;
    for (int from = 0; from < count; from += BLOCK) {
      slots += Long.bitCount(begins(from, block(from), context, slotDefinition));
    }
    return slots;
  }

  /**
   * Writes which slots of a context are present.
   *
   * @param context lists and maps above it
   * @param slotDefinition the definition level at which a slot is there
   * @param presentDefinition the definition level at which it is present
   * @param bitmap receives a bit for each slot, 1 for present, and zeros behind them up to the end
   *     of a byte
   * @param bitOffset where the first goes; the bits before it are kept
   * @return how many are present
   */
  public int validity(
      int context,
      int slotDefinition,
      int presentDefinition,
      MemorySegment bitmap,
      long bitOffset) {
    bits.begin(bitmap, bitOffset);
    for (int from = 0; from < count; from += BLOCK) {
      int entries = block(from);
      long slots = begins(from, entries, context, slotDefinition);
      long present = Long.compress(reach(from, entries, presentDefinition), slots);
      bits.append(present, Long.bitCount(slots));
    }
    return bits.end();
  }

  /**
   * Writes where the elements of the lists of a context begin and end.
   *
   * @param context lists and maps above the list, without itself
   * @param slotDefinition the definition level at which a slot of the list is there
   * @param elementDefinition the definition level at which it has an element: the slot definition
   *     of the next context
   * @param offsets receives an int32 for each slot, and one more
   * @param byteOffset where the first goes
   * @param base what the first is: elements that earlier entries made
   * @return the last offset: {@code base} and the elements
   */
  public int offsets(
      int context,
      int slotDefinition,
      int elementDefinition,
      MemorySegment offsets,
      long byteOffset,
      int base) {
    long at = byteOffset;
    int elements = base;
    for (int from = 0; from < count; from += BLOCK) {
      int entries = block(from);
      long slots = begins(from, entries, context, slotDefinition);
      long begun = begins(from, entries, context + 1, elementDefinition);
      if (slots == begun && slots == LevelMasks.all(entries)) {
        at = ascending(offsets, at, elements, entries);
      } else {
        for (long rest = slots; rest != 0; rest &= rest - 1) {
          long before = (rest & -rest) - 1;
          offsets.set(INT_LE, at, elements + Long.bitCount(begun & before));
          at += Integer.BYTES;
        }
      }
      elements += Long.bitCount(begun);
    }
    offsets.set(INT_LE, at, elements);
    return elements;
  }

  /** Lists of one element each. */
  private static long ascending(MemorySegment offsets, long at, int first, int entries) {
    for (int i = 0; i < entries; i++) {
      offsets.set(INT_LE, at + (long) i * Integer.BYTES, first + i);
    }
    return at + (long) entries * Integer.BYTES;
  }

  private int block(int from) {
    return Math.min(BLOCK, count - from);
  }

  /** Which entries begin a slot of a context. */
  private long begins(int from, int entries, int context, int slotDefinition) {
    long slots = reach(from, entries, slotDefinition);
    return context >= maxRepetition
        ? slots
        : slots & ~LevelMasks.atLeast(repetitions, repetitionsAt + from, entries, context + 1);
  }

  /** Which entries reach a definition level. */
  private long reach(int from, int entries, int definition) {
    return LevelMasks.atLeast(definitions, definitionsAt + from, entries, definition);
  }
}
