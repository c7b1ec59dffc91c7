package dev.intarsia.parquet.read;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.encoding.LevelAssembler;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.format.ReadNode;
import java.lang.foreign.MemorySegment;

/** What a batch in the making has of a struct, list or map: its validity, and where entries are. */
final class GroupSlots implements AutoCloseable {
  /** Kernels may write a word where less is left. */
  private static final long SLACK = 8;

  private final GrowableSegment offsets;
  private final GrowableSegment validity;
  private int slots;
  private int nulls;

  GroupSlots(MemoryPool pool, String owner) {
    offsets = GrowableSegment.allocate(pool, owner + ", offsets", 0);
    validity = GrowableSegment.allocate(pool, owner + ", validity", 0);
  }

  /**
   * Finds out which slots are present.
   *
   * @param levels of a leaf below
   * @param context lists and maps above the group
   * @param slotDefinition the definition level at which it has a slot
   * @param count its slots
   */
  void assembleValidity(
      ReadNode group, LevelAssembler levels, int context, int slotDefinition, int count) {
    clear();
    slots = count;
    if (group.field().nullable()) {
      long bytes = Bits.ceilDiv(count, Byte.SIZE);
      validity.reserve(bytes + SLACK);
      int definition = group.definitionLevel();
      int present = levels.validity(context, slotDefinition, definition, validity.segment(), 0);
      validity.commit(bytes);
      nulls = count - present;
    }
  }

  /** Finds out where the entries of each slot are, and returns how many there are in all. */
  int assembleOffsets(ReadNode.Many many, LevelAssembler levels, int context, int slotDefinition) {
    long bytes = (slots + 1L) * Integer.BYTES;
    offsets.reserve(bytes);
    int entries =
        levels.offsets(context, slotDefinition, many.entryLevel(), offsets.segment(), 0, 0);
    offsets.commit(bytes);
    return entries;
  }

  /**
   * Hands the memory over, and starts again with no slots.
   *
   * @param arena of the calling thread
   * @param children the columns below
   * @return where the column lies in that arena
   */
  ColumnBuffers build(BatchArena arena, ColumnBuffers... children) {
    ColumnBuffers scoped = new ColumnBuffers();
    ColumnBuffers raw = new ColumnBuffers();
    scoped.raw = raw;
    scoped.children = children;
    scoped.length = slots;
    raw.length = slots;
    if (offsets.size() > 0) {
      raw.values = content(offsets);
      scoped.values = arena.adopt(offsets);
    }
    if (nulls > 0) {
      scoped.nullCount = nulls;
      raw.nullCount = nulls;
      raw.validity = content(validity);
      scoped.validity = arena.adopt(validity);
    }
    clear();
    return scoped;
  }

  private static MemorySegment content(GrowableSegment memory) {
    return memory.segment().asSlice(0, memory.size());
  }

  private void clear() {
    offsets.clear();
    validity.clear();
    slots = 0;
    nulls = 0;
  }

  @Override
  public void close() {
    offsets.close();
    validity.close();
  }
}
