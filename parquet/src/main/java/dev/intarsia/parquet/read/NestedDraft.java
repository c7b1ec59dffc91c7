package dev.intarsia.parquet.read;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.encoding.LevelAssembler;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.format.Place;
import dev.intarsia.parquet.format.ReadNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch in the making has of a nested field: levels and values of each leaf, which {@link
 * #assemble} turns into offsets, validity and slots of all nodes.
 *
 * <p>Nodes and leaves are numbered in the order in which one meets them from the root down.
 */
final class NestedDraft implements AutoCloseable {
  private final ReadNode root;
  private final List<LeafLevels> levels = new ArrayList<>();
  private final List<LeafSlots> leaves = new ArrayList<>();
  private final List<GroupSlots> groups = new ArrayList<>();
  private final List<LevelAssembler> assemblers = new ArrayList<>();
  private final List<LeafColumn> columns = new ArrayList<>();

  // Where assembling and building are.
  private int leaf;
  private int group;
  private Place place;

  NestedDraft(ReadNode root, Place place, MemoryPool pool) {
    this.root = root;
    this.place = place;
    prepare(root, pool);
  }

  private void prepare(ReadNode node, MemoryPool pool) {
    switch (node) {
      case ReadNode.Leaf found -> {
        LeafColumn column = found.column();
        String owner = "column " + column.name();
        columns.add(column);
        levels.add(new LeafLevels(column, pool, owner));
        leaves.add(new LeafSlots(column.field(), false, pool, owner));
        assemblers.add(new LevelAssembler());
      }
      case ReadNode.Struct struct -> {
        groups.add(new GroupSlots(pool, "field " + struct.field().name()));
        struct.children().forEach(child -> prepare(child, pool));
      }
      case ReadNode.Repeated list -> {
        groups.add(new GroupSlots(pool, "field " + list.field().name()));
        prepare(list.element(), pool);
      }
      case ReadNode.Entries map -> {
        groups.add(new GroupSlots(pool, "field " + map.field().name()));
        prepare(map.key(), pool);
        prepare(map.value(), pool);
      }
    }
  }

  /** The columns below the field. */
  List<LeafColumn> columns() {
    return columns;
  }

  /** Where the levels of a leaf go. */
  LeafLevels levels(int index) {
    return levels.get(index);
  }

  /** Where the values of a leaf go, back to back. */
  LeafSlots values(int index) {
    return leaves.get(index);
  }

  /** Forgets all; the memory is kept. */
  void clear() {
    levels.forEach(LeafLevels::clear);
    leaves.forEach(LeafSlots::clear);
  }

  /**
   * Turns levels into offsets and validity, and moves values to their slots.
   *
   * @param rows that the levels are of
   * @param where for messages
   * @throws IOException if the leaves do not fit together
   */
  void assemble(int rows, Place where) throws IOException {
    place = where;
    for (int i = 0; i < columns.size(); i++) {
      LeafLevels own = levels.get(i);
      LeafColumn column = columns.get(i);
      assemblers
          .get(i)
          .reset(
              own.repetitions(), 0, own.definitions(), 0, own.count(), column.maxRepetitionLevel());
    }
    leaf = 0;
    group = 0;
    assemble(root, 0, 0, rows);
  }

  private void assemble(ReadNode node, int context, int slotDefinition, int slots)
      throws IOException {
    int first = leaf;
    switch (node) {
      case ReadNode.Leaf found -> assembleLeaf(found, context, slotDefinition, slots);
      case ReadNode.Struct struct -> {
        validity(struct, first, context, slotDefinition, slots);
        for (ReadNode child : struct.children()) {
          assemble(child, context, slotDefinition, slots);
        }
      }
      case ReadNode.Repeated list -> {
        int entries = entries(list, first, context, slotDefinition, slots);
        assemble(list.element(), context + 1, list.entryLevel(), entries);
      }
      case ReadNode.Entries map -> {
        int entries = entries(map, first, context, slotDefinition, slots);
        requireKeys(map, first, context + 1, entries);
        assemble(map.key(), context + 1, map.entryLevel(), entries);
        assemble(map.value(), context + 1, map.entryLevel(), entries);
      }
    }
  }

  private void assembleLeaf(ReadNode.Leaf found, int context, int slotDefinition, int slots)
      throws IOException {
    int index = leaf++;
    LevelAssembler assembler = assemblers.get(index);
    requireSlots(found, assembler, context, slotDefinition, slots);
    leaves.get(index).spread(found, assembler, context, slotDefinition, slots);
  }

  private GroupSlots validity(
      ReadNode node, int firstLeaf, int context, int slotDefinition, int slots) throws IOException {
    GroupSlots own = groups.get(group++);
    LevelAssembler assembler = assemblers.get(firstLeaf);
    requireSlots(node, assembler, context, slotDefinition, slots);
    own.assembleValidity(node, assembler, context, slotDefinition, slots);
    return own;
  }

  /** What is written must fit what was reserved for the slots that there should be. */
  private void requireSlots(
      ReadNode node, LevelAssembler assembler, int context, int slotDefinition, int slots)
      throws IOException {
    int found = assembler.slots(context, slotDefinition);
    if (found != slots) {
      throw place.corrupt(
          "field %s has %d slots where its neighbours have %d"
              .formatted(node.field().name(), found, slots));
    }
  }

  private int entries(ReadNode.Many many, int firstLeaf, int context, int slotDefinition, int slots)
      throws IOException {
    return validity(many, firstLeaf, context, slotDefinition, slots)
        .assembleOffsets(many, assemblers.get(firstLeaf), context, slotDefinition);
  }

  /** A key is never null, though old files may say that it could be. */
  private void requireKeys(ReadNode.Entries map, int firstLeaf, int context, int entries)
      throws IOException {
    int keys = assemblers.get(firstLeaf).slots(context, map.key().definitionLevel());
    if (keys != entries) {
      throw place.corrupt(
          "map %s has %d entries without a key".formatted(map.field().name(), entries - keys));
    }
  }

  /**
   * Hands the memory over, and starts again with nothing.
   *
   * @param arena of the calling thread
   * @return where the column lies in that arena
   */
  ColumnBuffers build(BatchArena arena) {
    leaf = 0;
    group = 0;
    return build(root, arena);
  }

  private ColumnBuffers build(ReadNode node, BatchArena arena) {
    if (node instanceof ReadNode.Leaf) {
      return leaves.get(leaf++).build(arena);
    }
    GroupSlots own = groups.get(group++);
    return switch (node) {
      case ReadNode.Leaf _ -> throw new IllegalStateException("a leaf is no group");
      case ReadNode.Struct struct -> {
        ColumnBuffers[] children = new ColumnBuffers[struct.children().size()];
        for (int i = 0; i < children.length; i++) {
          children[i] = build(struct.children().get(i), arena);
        }
        yield own.build(arena, children);
      }
      case ReadNode.Repeated list -> own.build(arena, build(list.element(), arena));
      case ReadNode.Entries map ->
          own.build(arena, build(map.key(), arena), build(map.value(), arena));
    };
  }

  @Override
  public void close() {
    levels.forEach(LeafLevels::close);
    leaves.forEach(LeafSlots::close);
    groups.forEach(GroupSlots::close);
  }
}
