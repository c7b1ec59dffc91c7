package dev.intarsia.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ranges against sets of rows. */
class RowRangesTest {
  private static final int ROWS = 60;

  private static BitSet random(SplittableRandom random) {
    BitSet rows = new BitSet();
    for (int i = random.nextInt(5); i > 0; i--) {
      int from = random.nextInt(ROWS);
      rows.set(from, random.nextInt(from, ROWS) + 1);
    }
    return rows;
  }

  private static RowRanges ranges(BitSet rows) {
    RowRanges.Builder ranges = new RowRanges.Builder();
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      ranges.add(row, row + 1);
    }
    return ranges.build();
  }

  @Test
  void rangesAreSetsOfRows() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      BitSet a = random(random);
      BitSet b = random(random);
      assertThat(ranges(a).rows()).isEqualTo(a.cardinality());
      assertThat(ranges(a).isEmpty()).isEqualTo(a.isEmpty());
      BitSet both = (BitSet) a.clone();
      both.and(b);
      assertThat(ranges(a).and(ranges(b))).isEqualTo(ranges(both));
      BitSet either = (BitSet) a.clone();
      either.or(b);
      assertThat(ranges(a).or(ranges(b))).isEqualTo(ranges(either));
      int from = random.nextInt(ROWS);
      int to = random.nextInt(from, ROWS) + 1;
      assertThat(ranges(a).overlaps(from, to)).isEqualTo(!a.get(from, to).isEmpty());
    }
  }
}
