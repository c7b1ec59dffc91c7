package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Repetition and definition levels, a byte each, out of Arrow's offsets and validity: Dremel's
 * shredding of one leaf, and the inverse of {@link LevelAssembler}.
 *
 * <p>The nodes from the outermost field to the leaf are numbered from 0. Each is bound to its
 * memory, then ranges of rows are shredded. Entries, a pair of levels each, come for every slot of
 * the leaf that belongs to a row, and for every row, list or struct that ends before it; which
 * slots of the leaf have a value is told by a bitmap. What null lists span and null structs hold is
 * skipped.
 *
 * <p>The way down is cut at the lists. Between two of them, and above the first, slots are looked
 * at one by one; the structs below the last and the leaf itself share their slots, so there levels
 * come from the words of the bitmaps, eight at a time.
 *
 * <p>Owns no memory. For one thread at a time; once made, it makes no garbage.
 */
public final class LevelShredder {
  private static final int SLACK = Long.BYTES;

  private final boolean[] isNullable;
  private final @Nullable MemorySegment[] validity;
  private final long[] validityAt;
  private final MemorySegment[] offsets;
  private final long[] offsetsAt;

  /** The nodes that are lists, and at last the leaf: where each part of the way ends. */
  private final int[] ends;

  /** The definition level of a slot at the beginning of each part. */
  private final int[] slotDefinition;

  private final int maxDefinition;

  /** The nodes of the last part that have a bitmap, and how many there are. */
  private final int[] gaps;

  /** What each of them adds to the level: itself, and nodes below that nothing is missing of. */
  private final int[] gapLevels;

  /** A word of each bitmap, all of those above it considered. */
  private final long[] gapWords;

  private int gapCount;

  /** The level above the first of them. */
  private int gapless;

  private MemorySegment repetitions = MemorySegment.NULL;
  private MemorySegment definitions = MemorySegment.NULL;
  private long repetitionAt;
  private long definitionAt;

  private int slotsFrom;
  private int slotsTo;
  private final BitAppender gathered = new BitAppender();
  private MemorySegment bits = MemorySegment.NULL;
  private boolean gathers;
  private int present;
  private int entries;

  private LevelShredder(boolean[] isNullable, int[] ends) {
    int nodes = isNullable.length;
    this.isNullable = isNullable;
    this.ends = ends;
    validity = new @Nullable MemorySegment[nodes];
    validityAt = new long[nodes];
    offsets = new MemorySegment[nodes];
    Arrays.fill(offsets, MemorySegment.NULL);
    offsetsAt = new long[nodes];
    slotDefinition = new int[ends.length];
    int definition = 0;
    int node = 0;
    for (int part = 0; part < ends.length; part++) {
      slotDefinition[part] = definition;
      for (; node <= ends[part]; node++) {
        definition += isNullable[node] ? 1 : 0;
      }
      definition++;
    }
    maxDefinition = definition - 1;
    gaps = new int[nodes];
    gapLevels = new int[nodes];
    gapWords = new long[nodes];
  }

  /**
   * Starts the way to a leaf.
   *
   * @return a builder, to which nodes are added from the outermost to the leaf
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the nodes above a leaf, outermost first. */
  public static final class Builder {
    private final List<Boolean> isNullable = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a struct.
     *
     * @param nullable whether it may be null
     * @return this
     */
    public Builder struct(boolean nullable) {
      isNullable.add(nullable);
      return this;
    }

    /**
     * Adds a list, or a map, whose keys and values are as the elements of a list.
     *
     * @param nullable whether it may be null
     * @return this
     */
    public Builder list(boolean nullable) {
      ends.add(isNullable.size());
      isNullable.add(nullable);
      return this;
    }

    /**
     * Ends with the leaf.
     *
     * @param nullable whether it may be null
     * @return the shredder, not bound to any memory yet
     */
    public LevelShredder leaf(boolean nullable) {
      ends.add(isNullable.size());
      isNullable.add(nullable);
      boolean[] nodes = new boolean[isNullable.size()];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = isNullable.get(i);
      }
      return new LevelShredder(nodes, ends.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /**
   * The leaf's highest repetition level.
   *
   * @return how many lists are above it
   */
  public int maxRepetition() {
    return ends.length - 1;
  }

  /**
   * The leaf's highest definition level, at which it has a value.
   *
   * @return how many lists are above it and how many nodes may be null
   */
  public int maxDefinition() {
    return maxDefinition;
  }

  /**
   * Says which slots of a node are present.
   *
   * @param node counted from the outermost, the leaf included
   * @param bitmap a bit for each slot, or null if all are present
   * @param bitOffset where slot 0 is
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public void validity(int node, @Nullable MemorySegment bitmap, long bitOffset) {
    validity[node] = isNullable[node] ? bitmap : null;
    validityAt[node] = bitOffset;
  }

  /**
   * Says where the elements of a list's slots are.
   *
   * @param node counted from the outermost
   * @param segment an int32 for each slot and one more
   * @param byteOffset where the first is
   */
  public void offsets(int node, MemorySegment segment, long byteOffset) {
    offsets[node] = segment;
    offsetsAt[node] = byteOffset;
  }

  /**
   * The slot of the leaf that a row begins at, if it has any.
   *
   * @param row 0 to the number of rows, which gives the end of the last
   * @return the slot
   */
  public int leafSlot(int row) {
    int slot = row;
    for (int part = 0; part < maxRepetition(); part++) {
      slot = offset(part, slot);
    }
    return slot;
  }

  /**
   * How many entries rows have at most.
   *
   * @param from the first row
   * @param count rows
   * @return entries
   */
  public long entryBound(int from, int count) {
    long bound = count;
    int first = from;
    int end = from + count;
    for (int part = 0; part < maxRepetition(); part++) {
      first = offset(part, first);
      end = offset(part, end);
      bound += end - first;
    }
    return bound;
  }

  /**
   * Appends the levels of rows, and finds which slots of the leaf have a value.
   *
   * @param from the first row
   * @param count rows; they have no more than 2<sup>31</sup> - 1 entries
   * @param repetitionLevels receives a byte for each entry; nothing where there are no lists
   * @param definitionLevels receives a byte for each entry; nothing where the highest is 0
   * @param presence where {@link #presence()} lies if it has to be made; what it held is lost
   * @return entries
   */
  public int shred(
      int from,
      int count,
      GrowableSegment repetitionLevels,
      GrowableSegment definitionLevels,
      GrowableSegment presence) {
    long bound = entryBound(from, count);
    repetitionAt = repetitionLevels.reserve(maxRepetition() == 0 ? 0 : bound + SLACK);
    definitionAt = definitionLevels.reserve(maxDefinition == 0 ? 0 : bound + SLACK);
    repetitions = repetitionLevels.segment();
    definitions = definitionLevels.segment();
    begin(from, count, presence);
    entries = 0;
    if (count > 0) {
      if (maxRepetition() == 0) {
        tail(from, from + count, 0);
      } else {
        lists(0, from, from + count, 0);
      }
    }
    repetitionLevels.commit(maxRepetition() == 0 ? 0 : entries);
    definitionLevels.commit(maxDefinition == 0 ? 0 : entries);
    if (gathers) {
      present = gathered.end();
    } else {
      MemorySegment bitmap = validity[leaf()];
      int slots = slotCount();
      present =
          bitmap == null ? slots : (int) Bits.count(bitmap, validityAt[leaf()] + slotsFrom, slots);
    }
    return entries;
  }

  private int leaf() {
    return ends[maxRepetition()];
  }

  /**
   * The first slot of the leaf that belongs to the rows shredded last.
   *
   * @return the slot
   */
  public int firstSlot() {
    return slotsFrom;
  }

  /**
   * The slots of the leaf from there to the last that belongs to the rows.
   *
   * @return slots, those without a value included
   */
  public int slotCount() {
    return slotsTo - slotsFrom;
  }

  /**
   * How many of these slots have a value.
   *
   * @return values
   */
  public int present() {
    return present;
  }

  /**
   * Which of these slots have a value.
   *
   * @return a bitmap, the leaf's own where that says it all, otherwise the one that was given to be
   *     written; null if all have
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public @Nullable MemorySegment presence() {
    return gathers ? bits : validity[leaf()];
  }

  /**
   * Where the bit of the first slot is.
   *
   * @return bits from the start of {@link #presence()}
   */
  public long presenceOffset() {
    return gathers ? 0 : validityAt[leaf()] + slotsFrom;
  }

  private void begin(int from, int count, GrowableSegment presence) {
    int last = maxRepetition();
    gapCount = 0;
    gapless = slotDefinition[last];
    for (int node = last == 0 ? 0 : ends[last - 1] + 1; node <= ends[last]; node++) {
      if (validity[node] != null) {
        gaps[gapCount] = node;
        gapLevels[gapCount++] = 1;
      } else if (isNullable[node] && gapCount == 0) {
        gapless++;
      } else if (isNullable[node]) {
        gapLevels[gapCount - 1]++;
      }
    }
    slotsFrom = leafSlot(from);
    slotsTo = slotsFrom;
    int window = leafSlot(from + count) - slotsFrom;
    presence.clear();
    presence.reserve((window >>> 3) + 2L * SLACK);
    bits = presence.segment();
    gathered.begin(bits, 0);
    // A struct's bitmap and the leaf's are both needed to tell what is present.
    gathers = gapCount > 1 || (gapCount == 1 && gaps[0] != leaf());
  }

  /** Slots of a list, the structs above it up to the list before included. */
  private void lists(int part, int from, int to, int firstRepetition) {
    int repetition = firstRepetition;
    int presentDefinition = slotDefinition[part + 1] - 1;
    boolean innermost = part + 1 == maxRepetition();
    for (int slot = from; slot < to; slot++) {
      int definition = definition(part, slot);
      int start = offset(part, slot);
      int end = offset(part, slot + 1);
      if (definition < presentDefinition || start == end) {
        put(repetition, definition);
      } else if (innermost) {
        tail(start, end, repetition);
      } else {
        lists(part + 1, start, end, repetition);
      }
      repetition = part;
    }
  }

  /** How far a slot is defined on its way to a list, that one included. */
  private int definition(int part, int slot) {
    int definition = slotDefinition[part];
    for (int node = part == 0 ? 0 : ends[part - 1] + 1; node <= ends[part]; node++) {
      if (isNullable[node]) {
        MemorySegment bitmap = validity[node];
        if (bitmap != null && !Bits.get(bitmap, validityAt[node] + slot)) {
          return definition;
        }
        definition++;
      }
    }
    return definition;
  }

  private int offset(int part, int slot) {
    int list = ends[part];
    return offsets[list].get(INT_LE, offsetsAt[list] + (long) slot * Integer.BYTES);
  }

  /** An entry that ends above the leaf. */
  private void put(int repetition, int definition) {
    repetitions.set(BYTE, repetitionAt++, (byte) repetition);
    definitions.set(BYTE, definitionAt++, (byte) definition);
    entries++;
  }

  /** Slots of the leaf that belong to one list, or to the rows where there is none. */
  private void tail(int from, int to, int firstRepetition) {
    int count = to - from;
    if (from != slotsTo) {
      skipTo(from);
    }
    if (maxRepetition() > 0) {
      fill(repetitions, repetitionAt, count, maxRepetition());
      repetitions.set(BYTE, repetitionAt, (byte) firstRepetition);
      repetitionAt += count;
    }
    if (gapCount > 0) {
      for (int at = 0; at < count; at += Long.SIZE) {
        block(from + at, Math.min(Long.SIZE, count - at));
      }
    } else {
      if (maxDefinition > 0) {
        fill(definitions, definitionAt, count, maxDefinition);
        definitionAt += count;
      }
      if (gathers) {
        gathered.fill(count, true);
      }
    }
    slotsTo = to;
    entries += count;
  }

  /** Whole words, which may overrun the end. */
  private static void fill(MemorySegment levels, long at, int count, int level) {
    long word = level * LevelMasks.ONES;
    for (int i = 0; i < count; i += Long.BYTES) {
      levels.set(LONG_LE, at + i, word);
    }
  }

  /** Levels of up to 64 slots: they grow with each node that is there. */
  private void block(int slot, int count) {
    long there = -1L;
    for (int i = 0; i < gapCount; i++) {
      there &= Bits.word(bitmap(gaps[i]), validityAt[gaps[i]] + slot, count);
      gapWords[i] = there;
    }
    for (int bit = 0; bit < count; bit += Long.BYTES) {
      long levels = gapless * LevelMasks.ONES;
      for (int i = 0; i < gapCount; i++) {
        levels += LevelMasks.spread((int) (gapWords[i] >>> bit)) * gapLevels[i];
      }
      definitions.set(LONG_LE, definitionAt + bit, levels);
    }
    definitionAt += count;
    if (gathers) {
      gathered.append(there, count);
    }
  }

  private MemorySegment bitmap(int node) {
    return Objects.requireNonNull(validity[node], "validity");
  }

  /** Leaves slots out that belong to no row: null lists may span them. */
  private void skipTo(int slot) {
    if (!gathers && slotsTo == slotsFrom) {
      slotsFrom = slot;
      return;
    }
    if (!gathers) {
      gathers = true;
      MemorySegment own = validity[leaf()];
      if (own == null) {
        gathered.fill(slotCount(), true);
      } else {
        gathered.copy(own, validityAt[leaf()] + slotsFrom, slotCount());
      }
    }
    gathered.fill(slot - slotsTo, false);
  }
}
