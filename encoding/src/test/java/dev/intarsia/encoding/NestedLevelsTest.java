package dev.intarsia.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.encoding.NestedTree.Array;
import dev.intarsia.encoding.NestedTree.Entry;
import dev.intarsia.encoding.NestedTree.Kind;
import dev.intarsia.encoding.NestedTree.Node;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shredding and assembling, against trees of objects. */
@DetectLeaks
final class NestedLevelsTest {
  private static final int BIT = 5;

  private final Buffers buffers = new Buffers();
  private final Random random = new Random(42);

  @AfterEach
  void close() {
    buffers.close();
  }

  private static List<@Nullable Object> rows(NestedTree tree, Random random) {
    double nulls = new double[] {0, 0.1, 0.5, 1}[random.nextInt(4)];
    int longest = new int[] {0, 1, 3, 12}[random.nextInt(4)];
    List<@Nullable Object> rows = new ArrayList<>();
    for (int i = random.nextInt(200); i > 0; i--) {
      rows.add(tree.value(random, 0, nulls, longest));
    }
    return rows;
  }

  @Test
  void shreddingMakesDremelsLevelsOfAnyTree() {
    for (int i = 0; i < 120; i++) {
      NestedTree tree = NestedTree.random(random);
      List<@Nullable Object> rows = rows(tree, random);
      checkShredded(tree, rows, tree.arrays(rows, i % 2 == 0 ? random : null));
    }
  }

  @Test
  void shreddingManySlotsGoesByWords() {
    Node struct = new Node(Kind.STRUCT, true);
    Node leaf = new Node(Kind.LEAF, true);
    for (NestedTree tree :
        List.of(
            new NestedTree(List.of(leaf)),
            new NestedTree(List.of(struct, struct, leaf)),
            new NestedTree(List.of(new Node(Kind.LIST, false), struct, leaf)))) {
      List<@Nullable Object> rows = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        rows.add(tree.value(random, 0, 0.2, 200));
      }
      checkShredded(tree, rows, tree.arrays(rows, random));
    }
  }

  private void checkShredded(NestedTree tree, List<@Nullable Object> rows, List<Array> arrays) {
    LevelShredder shredder = bound(tree, arrays);
    int from = rows.isEmpty() ? 0 : random.nextInt(rows.size());
    int count = rows.isEmpty() ? 0 : random.nextInt(rows.size() - from + 1);
    List<Entry> expected = tree.entries(rows.subList(from, from + count));

    try (Buffers own = new Buffers()) {
      GrowableSegment repetitions = own.out();
      GrowableSegment definitions = own.out();
      repetitions.putByte((byte) 77);
      definitions.putByte((byte) 77);
      int entries = shredder.shred(from, count, repetitions, definitions, own.out());
      assertThat(entries).isEqualTo(expected.size());
      assertThat(shredder.entryBound(from, count)).isGreaterThanOrEqualTo(entries);
      assertThat(levels(repetitions, shredder.maxRepetition(), entries))
          .isEqualTo(expected.stream().map(Entry::repetition).toList());
      assertThat(levels(definitions, shredder.maxDefinition(), entries))
          .isEqualTo(expected.stream().map(Entry::definition).toList());
      assertThat(values(shredder, arrays.getLast()))
          .isEqualTo(expected.stream().map(Entry::value).filter(v -> v != null).toList());
      assertThat(shredder.present()).isEqualTo(values(shredder, arrays.getLast()).size());
    }
  }

  /**
   * A shredder of these arrays, bitmaps left out where all is present, at odd offsets otherwise.
   */
  private LevelShredder bound(NestedTree tree, List<Array> arrays) {
    LevelShredder.Builder way = LevelShredder.builder();
    for (Node node : tree.nodes.subList(0, tree.nodes.size() - 1)) {
      way = node.kind() == Kind.LIST ? way.list(node.nullable()) : way.struct(node.nullable());
    }
    LevelShredder shredder = way.leaf(tree.nodes.getLast().nullable());
    for (int node = 0; node < arrays.size(); node++) {
      Array array = arrays.get(node);
      boolean whole = !array.present.contains(false);
      shredder.validity(node, whole ? null : buffers.bits(bits(array.present), BIT), BIT);
      if (tree.nodes.get(node).kind() == Kind.LIST) {
        int[] offsets = array.offsets.stream().mapToInt(Integer::intValue).toArray();
        shredder.offsets(node, buffers.ints(offsets), 0);
      }
    }
    return shredder;
  }

  private static boolean[] bits(List<Boolean> present) {
    boolean[] bits = new boolean[present.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = present.get(i);
    }
    return bits;
  }

  private static List<Integer> levels(GrowableSegment out, int max, int entries) {
    assertThat(out.size()).isEqualTo(max == 0 ? 1 : entries + 1);
    assertThat(out.segment().get(Layouts.BYTE, 0)).isEqualTo((byte) 77);
    List<Integer> levels = new ArrayList<>();
    for (int i = 1; i <= entries; i++) {
      levels.add(max == 0 ? 0 : (int) out.segment().get(Layouts.BYTE, i));
    }
    return levels;
  }

  private static List<Integer> values(LevelShredder shredder, Array leaf) {
    List<Integer> values = new ArrayList<>();
    MemorySegment presence = shredder.presence();
    for (int i = 0; i < shredder.slotCount(); i++) {
      if (presence == null || Bits.get(presence, shredder.presenceOffset() + i)) {
        values.add(leaf.values.get(shredder.firstSlot() + i));
      }
    }
    return values;
  }

  @Test
  void assemblingIsTheInverseOfShredding() {
    for (int i = 0; i < 120; i++) {
      NestedTree tree = NestedTree.random(random);
      List<@Nullable Object> rows = rows(tree, random);
      List<Entry> entries = tree.entries(rows);
      LevelAssembler assembler = new LevelAssembler();
      int maxRepetition =
          (int) tree.nodes.stream().filter(node -> node.kind() == Kind.LIST).count();
      assembler.reset(
          buffers.bytes(bytes(entries.stream().map(Entry::repetition).toList())),
          0,
          buffers.bytes(bytes(entries.stream().map(Entry::definition).toList())),
          0,
          entries.size(),
          maxRepetition);
      checkAssembled(tree, tree.arrays(rows, null), assembler);
    }
  }

  private static byte[] bytes(List<Integer> levels) {
    byte[] bytes = new byte[levels.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = levels.get(i).byteValue();
    }
    return bytes;
  }

  private void checkAssembled(NestedTree tree, List<Array> arrays, LevelAssembler assembler) {
    int context = 0;
    int slotDefinition = 0;
    int definition = 0;
    for (int node = 0; node < arrays.size(); node++) {
      Array expected = arrays.get(node);
      definition += tree.nodes.get(node).nullable() ? 1 : 0;
      assertThat(assembler.slots(context, slotDefinition)).isEqualTo(expected.present.size());
      MemorySegment bitmap = buffers.bits(new boolean[expected.present.size()], BIT);
      int present = assembler.validity(context, slotDefinition, definition, bitmap, BIT);
      assertThat(present).isEqualTo(expected.present.stream().filter(bit -> bit).count());
      assertThat(Bits.word(bitmap, 0, BIT)).isEqualTo((1 << BIT) - 1);
      for (int slot = 0; slot < expected.present.size(); slot++) {
        assertThat(Bits.get(bitmap, BIT + slot)).isEqualTo(expected.present.get(slot));
      }
      if (tree.nodes.get(node).kind() == Kind.LIST) {
        MemorySegment offsets = buffers.ints(new int[expected.offsets.size()]);
        int last = assembler.offsets(context, slotDefinition, definition + 1, offsets, 0, 100);
        for (int i = 0; i < expected.offsets.size(); i++) {
          assertThat(offsets.get(Layouts.INT_LE, 4L * i)).isEqualTo(100 + expected.offsets.get(i));
        }
        assertThat(last).isEqualTo(100 + expected.offsets.getLast());
        context++;
        definition++;
        slotDefinition = definition;
      }
    }
  }

  @Test
  void histogramsCountEachLevel() {
    for (int count : new int[] {0, 1, 63, 64, 65, 500}) {
      byte[] levels = new byte[count];
      long[] expected = new long[6];
      for (int i = 0; i < count; i++) {
        levels[i] = (byte) random.nextInt(6);
        expected[levels[i]]++;
      }
      long[] counts = {9, 9, 9, 9, 9, 9};
      LevelHistogram.count(buffers.bytes(levels), 0, count, counts);
      assertThat(counts).isEqualTo(expected);
    }
  }
}
