package dev.intarsia.columns.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DetectLeaks
final class BitmapsTest {
  private final Random random = new Random(31);
  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void close() {
    arena.close();
  }

  /** Exactly as many bytes as the bits need: reading one more fails. */
  private MemorySegment bitmap(int bitOffset, int count) {
    MemorySegment bits = arena.allocate(Bits.ceilDiv(bitOffset + count, 8));
    for (long i = 0; i < bits.byteSize(); i++) {
      bits.set(Layouts.BYTE, i, (byte) random.nextInt());
    }
    return bits;
  }

  @Test
  void bitmapsOfAnyOffsetAreCombined() {
    for (int count = 0; count < 200; count++) {
      int aBit = random.nextInt(70);
      int bBit = random.nextInt(70);
      MemorySegment a = bitmap(aBit, count);
      MemorySegment b = bitmap(bBit, count);
      MemorySegment target = arena.allocate(Bits.ceilDiv(count, 64) * 8);
      Bitmaps.and(a, aBit, b, bBit, count, target);
      check(target, count, i -> Bits.get(a, aBit + i) && Bits.get(b, bBit + i));
      Bitmaps.or(a, aBit, b, bBit, count, target);
      check(target, count, i -> Bits.get(a, aBit + i) || Bits.get(b, bBit + i));
      Bitmaps.andNot(a, aBit, b, bBit, count, target);
      check(target, count, i -> Bits.get(a, aBit + i) && !Bits.get(b, bBit + i));
      Bitmaps.not(a, aBit, count, target);
      check(target, count, i -> !Bits.get(a, aBit + i));
      Bitmaps.not(target, 0, count, target);
      check(target, count, i -> Bits.get(a, aBit + i));
    }
  }

  /** Bits behind the last are zero. */
  private static void check(MemorySegment target, int count, IntPredicate expected) {
    for (int i = 0; i < target.byteSize() * 8; i++) {
      assertThat(Bits.get(target, i)).isEqualTo(i < count && expected.test(i));
    }
    assertThat(Bitmaps.count(target, 0, count))
        .isEqualTo(IntStream.range(0, count).filter(expected).count());
  }

  @Test
  void bitmapsOfAnyOffsetAreUnpacked() {
    for (int count = 0; count < 300; count++) {
      int bit = random.nextInt(70);
      MemorySegment bits = bitmap(bit, count);
      int at = random.nextInt(9);
      MemorySegment bytes = arena.allocate(at + count);
      MemorySegment longs = arena.allocate(at + 8L * count);
      MemorySegment rows = arena.allocate(at + 4 * Bits.count(bits, bit, count));
      Bitmaps.toBytes(bits, bit, count, bytes, at);
      Bitmaps.toLongs(bits, bit, count, longs, at);
      int found = Bitmaps.toRows(bits, bit, count, rows, at);
      int next = 0;
      for (int i = 0; i < count; i++) {
        boolean set = Bits.get(bits, bit + i);
        assertThat(bytes.get(Layouts.BYTE, at + i)).isEqualTo((byte) (set ? 1 : 0));
        assertThat(longs.get(Layouts.LONG_LE, at + 8L * i)).isEqualTo(set ? -1 : 0);
        if (set) {
          assertThat(rows.get(Layouts.INT_LE, at + 4L * next++)).isEqualTo(i);
        }
      }
      assertThat(found).isEqualTo(next);
    }
  }

  @Test
  void selectionsCombineLikeSets(MemoryPool pool) {
    try (Selection a = Selection.allocate(pool);
        Selection b = Selection.allocate(pool)) {
      a.reset(100);
      a.addRange(10, 80);
      b.reset(100);
      b.addRange(50, 50);
      a.and(b);
      assertThat(rows(a)).isEqualTo(IntStream.range(50, 90).boxed().toList());
      a.not();
      assertThat(a.count()).isEqualTo(60);
      a.andNot(b);
      assertThat(rows(a)).isEqualTo(IntStream.range(0, 50).boxed().toList());
      a.or(b);
      assertThat(a.count()).isEqualTo(100);
      MemorySegment target = arena.allocate(14);
      b.copyTo(target, 5);
      assertThat(Bits.count(target, 0, 55)).isZero();
      assertThat(Bits.count(target, 55, 50)).isEqualTo(50);
      a.reset(3);
      assertThat(a.count()).isZero();
    }
  }

  private static List<Integer> rows(Selection selection) {
    return IntStream.range(0, selection.length()).filter(selection::contains).boxed().toList();
  }

  @Test
  void selectionsAreGoneThroughByRanges(MemoryPool pool) {
    try (Selection a = Selection.allocate(pool);
        Selection part = Selection.allocate(pool)) {
      for (int round = 1; round < 200; round++) {
        int length = random.nextInt(300);
        a.reset(length);
        for (int row = 0; row < length; row += 1 + random.nextInt(round)) {
          a.addRange(row, random.nextInt(Math.min(length - row, round) + 1));
        }
        BitSet model = new BitSet();
        rows(a).forEach(model::set);
        int ranges = 0;
        for (int row = 0; row < length; row++) {
          int next = model.nextSetBit(row);
          assertThat(a.nextSelected(row)).isEqualTo(next < 0 ? length : next);
          assertThat(a.nextUnselected(row)).isEqualTo(Math.min(length, model.nextClearBit(row)));
          ranges += model.get(row) && (row == 0 || !model.get(row - 1)) ? 1 : 0;
        }
        assertThat(a.nextSelected(length)).isEqualTo(length);
        assertThat(a.ranges()).isEqualTo(ranges);
        int from = random.nextInt(length + 1);
        part.set(a, from, length - from);
        assertThat(rows(part))
            .isEqualTo(rows(a).stream().filter(row -> row >= from).map(row -> row - from).toList());
      }
    }
  }

  @Test
  void rowsAreKeptByPresence() {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(8));
        Selection rows = Selection.allocate(pool)) {
      for (int length = 0; length < 150; length += 7) {
        RandomColumn data = RandomColumn.of(RandomColumn.FIELDS.get(3), length, random, arena);
        for (boolean present : new boolean[] {true, false}) {
          rows.reset(length);
          int from = random.nextInt(length + 1);
          rows.addRange(from, length - from);
          if (present) {
            rows.andPresent(data.column());
          } else {
            rows.andNull(data.column());
          }
          for (int row = 0; row < length; row++) {
            boolean isPresent = data.model().get(row) != null;
            assertThat(rows.contains(row)).isEqualTo(row >= from && isPresent == present);
          }
          assertThat(rows.isEmpty()).isEqualTo(rows.count() == 0);
        }
      }
    }
  }
}
