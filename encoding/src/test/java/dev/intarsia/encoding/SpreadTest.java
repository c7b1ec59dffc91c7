package dev.intarsia.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DetectLeaks
class SpreadTest {
  private static final int[] COUNTS = {0, 1, 7, 63, 64, 65, 128, 129, 500, 1000};
  private static final int[] OFFSETS = {0, 5, 64};

  /** Densities change along the rows, so that whole words of either kind are among them. */
  private static boolean[] rows(int count, double share) {
    Random random = new Random(count);
    boolean[] present = new boolean[count];
    for (int i = 0; i < count; i++) {
      double here = i / 150 % 3 == 1 ? 1 - share : share;
      present[i] = random.nextDouble() < here;
    }
    return present;
  }

  private static int set(boolean[] present) {
    int set = 0;
    for (boolean bit : present) {
      set += bit ? 1 : 0;
    }
    return set;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void valuesOfAnyWidthReachTheirRows(double share) {
    try (Buffers buffers = new Buffers()) {
      for (int count : COUNTS) {
        boolean[] present = rows(count, share);
        for (int offset : OFFSETS) {
          MemorySegment validity = buffers.bits(present, offset);
          for (int width : new int[] {1, 2, 4, 8, 12, 16}) {
            byte[] dense = new byte[count * width];
            new Random(width).nextBytes(dense);
            MemorySegment values = buffers.bytes(dense);
            Spread.fixedWidth(values, 0, width, validity, offset, count, set(present));
            assertThat(Binary.slice(values, 0, dense.length))
                .isEqualTo(spread(dense, width, present));
          }
        }
      }
    }
  }

  private static byte[] spread(byte[] dense, int width, boolean[] present) {
    byte[] expected = new byte[dense.length];
    int next = 0;
    for (int i = 0; i < present.length; i++) {
      if (present[i]) {
        System.arraycopy(dense, width * next++, expected, width * i, width);
      }
    }
    return expected;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void bitsReachTheirRowsAndNoOthersChange(double share) {
    Random random = new Random(9);
    try (Buffers buffers = new Buffers()) {
      for (int count : COUNTS) {
        boolean[] present = rows(count, share);
        boolean[] dense = new boolean[count];
        for (int i = 0; i < dense.length; i++) {
          dense[i] = random.nextBoolean();
        }
        boolean[] expected = new boolean[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
          expected[i] = present[i] && dense[next++];
        }
        for (int offset : OFFSETS) {
          MemorySegment values = buffers.bits(dense, offset + 3);
          MemorySegment validity = buffers.bits(present, offset);
          Spread.bits(values, offset + 3, validity, offset, count, set(present));
          // the bits beside them are set
          assertThat(values.mismatch(buffers.bits(expected, offset + 3))).isEqualTo(-1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.95, 1})
  void rowsWithoutAValueAreEmpty(double share) {
    try (Buffers buffers = new Buffers()) {
      for (int count : COUNTS) {
        boolean[] present = rows(count, share);
        int[] dense = new int[count + 1];
        dense[0] = 7;
        for (int i = 1; i < dense.length; i++) {
          dense[i] = dense[i - 1] + i % 5;
        }
        int[] expected = dense.clone();
        int next = 0;
        for (int i = 0; i < count; i++) {
          next += present[i] ? 1 : 0;
          expected[i + 1] = dense[next];
        }
        for (int offset : OFFSETS) {
          MemorySegment offsets = buffers.ints(dense);
          MemorySegment validity = buffers.bits(present, offset);
          Spread.offsets(offsets, 0, validity, offset, count, set(present));
          assertThat(offsets.mismatch(buffers.ints(expected))).isEqualTo(-1);
        }
      }
    }
  }
}
