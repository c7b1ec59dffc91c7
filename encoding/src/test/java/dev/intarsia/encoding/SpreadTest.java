package dev.intarsia.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DetectLeaks
class SpreadTest {
  record Rows(boolean[] present, int offset) {
    int count() {
      return present.length;
    }

    int set() {
      int set = 0;
      for (boolean bit : present) {
        set += bit ? 1 : 0;
      }
      return set;
    }
  }

  static Stream<Rows> rows() {
    Random random = new Random(1);
    return Stream.of(0, 1, 7, 63, 64, 65, 128, 129, 500, 1000)
        .flatMap(
            count ->
                Stream.of(0.0, 0.05, 0.5, 0.95, 1.0)
                    .flatMap(
                        share ->
                            Stream.of(0, 5, 64).map(offset -> rows(random, count, share, offset))));
  }

  /** Densities change along the rows, so that whole words of either kind are among them. */
  private static Rows rows(Random random, int count, double share, int offset) {
    boolean[] present = new boolean[count];
    for (int i = 0; i < count; i++) {
      double here = i / 150 % 3 == 1 ? 1 - share : share;
      present[i] = random.nextDouble() < here;
    }
    return new Rows(present, offset);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void valuesOfAnyWidthReachTheirRows(Rows rows) {
    for (int width : new int[] {1, 2, 4, 8, 12, 16}) {
      byte[] dense = new byte[rows.count() * width];
      new Random(width).nextBytes(dense);
      try (Buffers buffers = new Buffers()) {
        MemorySegment values = buffers.bytes(dense);
        MemorySegment validity = buffers.bits(rows.present(), rows.offset());
        Spread.fixedWidth(values, 0, width, validity, rows.offset(), rows.count(), rows.set());
        byte[] expected = new byte[dense.length];
        int next = 0;
        for (int i = 0; i < rows.count(); i++) {
          if (rows.present()[i]) {
            System.arraycopy(dense, width * next++, expected, width * i, width);
          }
        }
        assertThat(Binary.slice(values, 0, dense.length)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bitsReachTheirRowsAndNoOthersChange(Rows rows) {
    boolean[] dense = new boolean[rows.count()];
    Random random = new Random(9);
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextBoolean();
    }
    for (int start : new int[] {0, 3}) {
      try (Buffers buffers = new Buffers()) {
        MemorySegment values = buffers.bits(dense, start);
        MemorySegment validity = buffers.bits(rows.present(), rows.offset());
        Spread.bits(values, start, validity, rows.offset(), rows.count(), rows.set());
        boolean[] expected = new boolean[rows.count()];
        int next = 0;
        for (int i = 0; i < rows.count(); i++) {
          expected[i] = rows.present()[i] && dense[next++];
        }
        // the bits beside them are set
        assertThat(values.mismatch(buffers.bits(expected, start))).isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rowsWithoutAValueAreEmpty(Rows rows) {
    int[] dense = new int[rows.count() + 1];
    dense[0] = 7;
    for (int i = 1; i < dense.length; i++) {
      dense[i] = dense[i - 1] + i % 5;
    }
    try (Buffers buffers = new Buffers()) {
      MemorySegment offsets = buffers.ints(dense);
      MemorySegment validity = buffers.bits(rows.present(), rows.offset());
      Spread.offsets(offsets, 0, validity, rows.offset(), rows.count(), rows.set());
      int[] expected = new int[rows.count() + 1];
      expected[0] = 7;
      int next = 0;
      for (int i = 0; i < rows.count(); i++) {
        next += rows.present()[i] ? 1 : 0;
        expected[i + 1] = dense[next];
      }
      assertThat(offsets.mismatch(buffers.ints(expected))).isEqualTo(-1);
    }
  }
}
