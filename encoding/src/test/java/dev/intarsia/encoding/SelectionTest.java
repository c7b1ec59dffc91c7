package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DetectLeaks
class SelectionTest {
  private static final int COUNT = 1003;

  /** Densities change along the rows, so that whole words of either kind are among them. */
  private static boolean[] selection(double share) {
    Random random = new Random(1);
    boolean[] selected = new boolean[COUNT];
    for (int i = 0; i < COUNT; i++) {
      selected[i] = random.nextDouble() < (i / 150 % 3 == 1 ? 1 - share : share);
    }
    return selected;
  }

  private static int[] rows(boolean[] selected) {
    return IntStream.range(0, COUNT).filter(i -> selected[i]).toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void fixedWidthsAreTaken(double share) {
    boolean[] selected = selection(share);
    int[] rows = rows(selected);
    try (Buffers buffers = new Buffers()) {
      MemorySegment selection = buffers.bits(selected, 5);
      for (int width : new int[] {1, 2, 4, 8, 12, 16}) {
        byte[] all = new byte[COUNT * width];
        new Random(width).nextBytes(all);
        byte[] expected = new byte[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
          System.arraycopy(all, rows[i] * width, expected, i * width, width);
        }
        MemorySegment out = buffers.bytes(new byte[expected.length]);
        Selection.fixedWidth(buffers.bytes(all), 0, width, selection, 5, COUNT, out, 0);
        assertThat(Binary.slice(out, 0, expected.length)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void bitsAndRowNumbersAreTaken(double share) {
    boolean[] selected = selection(share);
    int[] rows = rows(selected);
    boolean[] values = new boolean[COUNT];
    new Random(3).ints(500, 0, COUNT).forEach(i -> values[i] = true);
    try (Buffers buffers = new Buffers()) {
      MemorySegment selection = buffers.bits(selected, 5);
      MemorySegment numbers = buffers.bytes(new byte[4 * rows.length]);
      assertThat(Selection.rows(selection, 5, COUNT, numbers, 0)).isEqualTo(rows.length);
      assertThat(numbers.toArray(INT_LE)).isEqualTo(rows);
      MemorySegment out = buffers.bytes(new byte[COUNT / 8 + 2]);
      out.fill((byte) 0x5A);
      MemorySegment expected = buffers.bytes(Binary.slice(out, 0, (int) out.byteSize()));
      int ones = Selection.bits(buffers.bits(values, 3), 3, selection, 5, COUNT, out, 7);
      assertThat(ones).isEqualTo((int) IntStream.of(rows).filter(i -> values[i]).count());
      for (int i = 0; i < rows.length; i++) {
        Bits.fill(expected, 7 + i, 1, values[rows[i]]);
      }
      assertThat(out.mismatch(expected)).isEqualTo(-1);
    }
  }

  @Test
  void moreThanOffsetsReachIsRefusedBeforeMemoryIsTaken() {
    try (Buffers buffers = new Buffers();
        MemoryPool small = MemoryPool.create("small", MemoryLimit.mebibytes(1));
        GrowableSegment data = GrowableSegment.allocate(small, "test", 0)) {
      data.putByte((byte) 9);
      MemorySegment offsets = buffers.ints(0, Integer.MAX_VALUE);
      MemorySegment out = buffers.ints(0, 0);
      MemorySegment selection = buffers.bits(new boolean[] {true}, 0);
      assertThatThrownBy(() -> Selection.binary(offsets, 0, offsets, selection, 0, 1, out, 0, data))
          .isInstanceOf(OffsetOverflowException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void byteStringsAreTaken(double share) {
    boolean[] selected = selection(share);
    int[] rows = rows(selected);
    Random random = new Random(4);
    List<byte[]> values =
        Stream.generate(() -> new byte[random.nextInt(40)])
            .peek(random::nextBytes)
            .limit(COUNT)
            .toList();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.write(9);
    for (int row : rows) {
      expected.writeBytes(values.get(row));
    }
    try (Buffers buffers = new Buffers()) {
      Binary column = Binary.of(buffers, values);
      MemorySegment selection = buffers.bits(selected, 5);
      MemorySegment offsets = buffers.bytes(new byte[4 * rows.length + 4]);
      GrowableSegment data = buffers.out();
      data.putByte((byte) 9);
      Selection.binary(column.offsets(), 0, column.data(), selection, 5, COUNT, offsets, 0, data);
      assertThat(Buffers.written(data)).isEqualTo(expected.toByteArray());
      assertThat(offsets.get(INT_LE, 0)).isEqualTo(1);
      for (int i = 0; i < rows.length; i++) {
        int length = offsets.get(INT_LE, 4L * i + 4) - offsets.get(INT_LE, 4L * i);
        assertThat(length).isEqualTo(values.get(rows[i]).length);
      }
    }
  }
}
