package dev.intarsia.parquet.write;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.StructField;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.encoding.LevelShredder;
import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.format.LevelHistograms;
import java.util.ArrayList;
import java.util.List;

/** The levels of a leaf below a struct, a list or a map: a byte each until the page ends. */
final class NestedLevels extends PendingLevels {
  private final LevelShredder shredder;

  /** Which child is next on the way down from the top-level field. */
  private final int[] way;

  private final GrowableSegment repetitions;
  private final GrowableSegment definitions;
  private final GrowableSegment presence;
  private final LevelHistograms histograms;

  /** Bits that an entry's levels take at most. */
  private final int levelBits;

  /** The bound column's leaf; its validity is that of the rows added last. */
  private final ColumnBuffers slots = new ColumnBuffers();

  private final PrimitiveColumn leaf;

  private int rows;
  private int entries;
  private int nulls;
  private int addedNulls;

  NestedLevels(Field field, LeafColumn column, MemoryPool pool, String owner) {
    List<Integer> children = new ArrayList<>();
    shredder = way(field, column.path(), 1, LevelShredder.builder(), children);
    way = children.stream().mapToInt(Integer::intValue).toArray();
    repetitions = GrowableSegment.allocate(pool, owner, 0);
    definitions = GrowableSegment.allocate(pool, owner, 0);
    presence = GrowableSegment.allocate(pool, owner, 0);
    histograms = LevelHistograms.of(column);
    levelBits = Bits.bitWidth(shredder.maxRepetition()) + Bits.bitWidth(shredder.maxDefinition());
    leaf = PrimitiveColumn.over(column.field(), slots);
  }

  /** The nodes from a field down to the leaf, and which child of each is the next. */
  private static LevelShredder way(
      Field field,
      List<String> path,
      int depth,
      LevelShredder.Builder nodes,
      List<Integer> children) {
    return switch (field) {
      case PrimitiveField primitive -> nodes.leaf(primitive.nullable());
      case StructField struct -> {
        int child = struct.index(path.get(depth));
        children.add(child);
        yield way(
            struct.fields().get(child), path, depth + 1, nodes.struct(struct.nullable()), children);
      }
      case ListField list -> {
        children.add(0);
        yield way(list.element(), path, depth + 2, nodes.list(list.nullable()), children);
      }
      case MapField map -> {
        boolean key = path.get(depth + 1).equals(MapField.KEY);
        children.add(key ? 0 : 1);
        yield way(
            key ? map.key() : map.value(), path, depth + 2, nodes.list(map.nullable()), children);
      }
    };
  }

  @Override
  void bind(Column column) {
    ColumnBuffers node = column.buffers();
    for (int depth = 0; depth < way.length; depth++) {
      shredder.validity(depth, node.validity, node.validityOffset);
      shredder.offsets(depth, node.values, node.valuesOffset); // of a struct, nobody asks for them
      node = node.children[way[depth]];
    }
    shredder.validity(way.length, node.validity, node.validityOffset);
    slots.values = node.values;
    slots.valuesOffset = node.valuesOffset;
    slots.data = node.data;
    slots.dataAddress = node.dataAddress;
    slots.length = node.length;
    slots.validity = null;
  }

  @Override
  PrimitiveColumn leaf() {
    return leaf;
  }

  @Override
  int slot(int row) {
    return shredder.leafSlot(row);
  }

  @Override
  long pageBytes(int from, int count) {
    return shredder.entryBound(from, count) * levelBits / Byte.SIZE;
  }

  @Override
  long growth(int from, int count) {
    long bound = shredder.entryBound(from, count) + Long.BYTES;
    return Growth.of(repetitions.size(), bound)
        + Growth.of(definitions.size(), bound)
        + Growth.rounded(bound / Byte.SIZE + 2 * Long.BYTES);
  }

  @Override
  void add(int from, int count) {
    int newEntries = shredder.shred(from, count, repetitions, definitions, presence);
    addedNulls = shredder.slotCount() - shredder.present();
    slots.validity = addedNulls == 0 ? null : shredder.presence();
    // Of slot 0, so to speak, which may lie before the bitmap; only those added are asked for.
    slots.validityOffset = shredder.presenceOffset() - shredder.firstSlot();
    rows += count;
    entries = Math.addExact(entries, newEntries);
    nulls += newEntries - shredder.present();
  }

  @Override
  int firstAdded() {
    return shredder.firstSlot();
  }

  @Override
  int addedSlots() {
    return shredder.slotCount();
  }

  @Override
  int addedNulls() {
    return addedNulls;
  }

  @Override
  int rows() {
    return rows;
  }

  @Override
  int entries() {
    return entries;
  }

  @Override
  int nulls() {
    return nulls;
  }

  @Override
  long bytes() {
    return repetitions.size() + definitions.size();
  }

  @Override
  long pageBytes() {
    return (long) entries * levelBits / Byte.SIZE;
  }

  @Override
  boolean hasRepetitions() {
    return shredder.maxRepetition() > 0;
  }

  @Override
  boolean hasDefinitions() {
    return shredder.maxDefinition() > 0;
  }

  @Override
  void encodeRepetitions(GrowableSegment out) {
    encode(repetitions, shredder.maxRepetition(), out);
  }

  @Override
  void encodeDefinitions(GrowableSegment out) {
    encode(definitions, shredder.maxDefinition(), out);
  }

  private void encode(GrowableSegment levels, int highest, GrowableSegment out) {
    if (highest > 0) {
      int width = Bits.bitWidth(highest);
      RleBitPackedHybridEncoder.encodeLevels(levels.segment(), 0, entries, width, out);
    }
  }

  @Override
  LevelHistograms histograms() {
    histograms.count(repetitions.segment(), definitions.segment(), entries);
    return histograms;
  }

  @Override
  void clear() {
    repetitions.clear();
    definitions.clear();
    rows = 0;
    entries = 0;
    nulls = 0;
  }

  @Override
  void release() {
    clear();
    repetitions.release();
    definitions.release();
    presence.release();
  }

  @Override
  public void close() {
    try (repetitions;
        definitions) {
      presence.close();
    }
  }
}
