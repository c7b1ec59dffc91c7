package dev.intarsia.parquet.read;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.columns.compute.Selection;
import dev.intarsia.encoding.LevelAssembler;
import dev.intarsia.encoding.Spread;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.format.ReadNode;
import java.lang.foreign.MemorySegment;

/**
 * The slots of one column in the batch that is being filled, in Arrow's layout: page after page
 * appends to it, and at the end an arena takes the memory over. What stays is how much there was,
 * so that the next batch asks for as much at once.
 */
final class LeafSlots implements AutoCloseable {
  /** How a slot looks. */
  enum Kind {
    /** {@link #width} bytes. */
    FIXED,
    /** One bit. */
    BIT,
    /** An offset of four bytes into {@link #data}. */
    BINARY
  }

  /** Kernels may write a word where less is left. */
  private static final long SLACK = 8;

  private final Kind kind;
  private final int width;
  private final boolean nullable;
  private final GrowableSegment values;
  private final GrowableSegment validity;
  private final GrowableSegment data;
  private int slots;
  private int nulls;
  private long dataBytes;

  LeafSlots(PrimitiveField field, boolean nullable, MemoryPool pool, String owner) {
    this.nullable = nullable;
    kind = kind(field.physicalType());
    width = kind == Kind.BINARY ? Integer.BYTES : field.width();
    values = GrowableSegment.allocate(pool, owner, 0);
    validity = GrowableSegment.allocate(pool, owner + ", validity", 0);
    data = GrowableSegment.allocate(pool, owner + ", bytes", 0);
  }

  /** How the slots of a type look. */
  static Kind kind(PhysicalType type) {
    return switch (type) {
      case BOOLEAN -> Kind.BIT;
      case BYTE_ARRAY -> Kind.BINARY;
      case INT32, INT64, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> Kind.FIXED;
    };
  }

  Kind kind() {
    return kind;
  }

  /** Bytes of a slot; 0 for bits. */
  int width() {
    return width;
  }

  /** Slots so far. */
  int size() {
    return slots;
  }

  /** Makes room for more slots. */
  void expect(int more) {
    if (nullable) {
      validity.reserve(Bits.ceilDiv(slots + more, Byte.SIZE) + SLACK - validity.size());
    }
    expectValues(more);
  }

  /** Makes room for more values. */
  void expectValues(int more) {
    values.reserve(valueBytes(slots + more) + SLACK - values.size());
    if (kind == Kind.BINARY && values.size() == 0) {
      values.segment().set(Layouts.INT_LE, 0, 0);
      data.reserve(dataBytes);
    }
  }

  private long valueBytes(int count) {
    return switch (kind) {
      case FIXED -> (long) count * width;
      case BIT -> Bits.ceilDiv(count, Byte.SIZE);
      case BINARY -> (count + 1L) * Integer.BYTES;
    };
  }

  /** The memory of the slots, of the bits or of the offsets; another one after {@link #expect}. */
  MemorySegment values() {
    return values.segment();
  }

  /** Where the next slot starts in {@link #values}: in bytes, and in bits for booleans. */
  long at() {
    return kind == Kind.BIT ? slots : (long) slots * width;
  }

  /** The bytes that offsets point into. */
  GrowableSegment data() {
    return data;
  }

  /** The presence bits of all slots; another one after {@link #expect}. */
  MemorySegment validity() {
    return validity.segment();
  }

  /**
   * Counts slots whose presence bits, and whose values back to back from {@link #at} on, are there,
   * and moves each value to its slot.
   */
  void append(int count, int present) {
    if (present < count) {
      spread(count, present);
      nulls += count - present;
    }
    commit(count);
  }

  private void commit(int count) {
    appendValues(count);
    if (nullable) {
      validity.commit(Bits.ceilDiv(slots, Byte.SIZE) - validity.size());
    }
  }

  /** Counts values that are there, back to back from {@link #at} on. */
  void appendValues(int count) {
    slots += count;
    values.commit(valueBytes(slots) - values.size());
  }

  /**
   * Moves all values, which are back to back, to the slots that levels tell of.
   *
   * @param context lists and maps above the leaf
   * @param slotDefinition the definition level at which it has a slot
   * @param total its slots
   */
  void spread(
      ReadNode.Leaf leaf, LevelAssembler levels, int context, int slotDefinition, int total) {
    int present = slots;
    slots = 0;
    expectValues(total);
    if (present < total) {
      long bytes = Bits.ceilDiv(total, Byte.SIZE);
      validity.reserve(bytes + SLACK);
      MemorySegment bits = validity.segment();
      levels.validity(context, slotDefinition, leaf.definitionLevel(), bits, 0);
      validity.commit(bytes);
      spread(total, present);
      // A field that is required is absent only where a struct around it is, which says so.
      nulls = leaf.field().nullable() ? total - present : 0;
    }
    appendValues(total);
  }

  private void spread(int count, int present) {
    MemorySegment target = values.segment();
    MemorySegment bits = validity.segment();
    switch (kind) {
      case FIXED -> Spread.fixedWidth(target, at(), width, bits, slots, count, present);
      case BIT -> Spread.bits(target, at(), bits, slots, count, present);
      case BINARY -> Spread.offsets(target, at(), bits, slots, count, present);
    }
  }

  /**
   * Hands the memory over, and starts again with no slots.
   *
   * @param arena of the calling thread
   * @return where the column lies in that arena
   */
  ColumnBuffers build(BatchArena arena) {
    ColumnBuffers raw = new ColumnBuffers();
    ColumnBuffers scoped = new ColumnBuffers();
    scoped.raw = raw;
    raw.length = slots;
    raw.nullCount = nulls;
    scoped.length = slots;
    scoped.nullCount = nulls;
    raw.values = content(values);
    scoped.values = arena.adopt(values);
    if (nulls > 0) {
      raw.validity = content(validity);
      scoped.validity = arena.adopt(validity);
    }
    if (data.size() > 0) {
      dataBytes = data.size();
      raw.data = content(data);
      scoped.data = arena.adopt(data);
    }
    clear();
    return scoped;
  }

  /**
   * Takes selected slots of others of the same field.
   *
   * @param selected out of all of theirs
   * @param count how many are selected
   */
  void take(LeafSlots others, Selection selected, int count) {
    expect(count);
    MemorySegment bits = selected.words().segment();
    MemorySegment from = others.values();
    MemorySegment to = values();
    int all = others.slots;
    switch (kind) {
      case FIXED ->
          dev.intarsia.encoding.Selection.fixedWidth(from, 0, width, bits, 0, all, to, at());
      case BIT -> dev.intarsia.encoding.Selection.bits(from, 0, bits, 0, all, to, at());
      case BINARY ->
          dev.intarsia.encoding.Selection.binary(
              from, 0, content(others.data), bits, 0, all, to, at(), data);
    }
    int present = count;
    if (nullable && others.nulls > 0) {
      present =
          dev.intarsia.encoding.Selection.bits(
              others.validity(), 0, bits, 0, all, validity(), slots);
    } else if (nullable) {
      Bits.fill(validity(), slots, count, true);
    }
    nulls += count - present;
    commit(count);
  }

  /** The slots as they are, good until the next is appended. */
  ColumnBuffers view() {
    ColumnBuffers view = new ColumnBuffers();
    view.length = slots;
    view.nullCount = nulls;
    view.values = content(values);
    view.data = content(data);
    view.validity = nulls > 0 ? content(validity) : null;
    return view;
  }

  private static MemorySegment content(GrowableSegment memory) {
    return memory.segment().asSlice(0, memory.size());
  }

  /** Forgets what was appended. */
  void clear() {
    values.clear();
    validity.clear();
    data.clear();
    slots = 0;
    nulls = 0;
  }

  @Override
  public void close() {
    values.close();
    validity.close();
    data.close();
  }
}
