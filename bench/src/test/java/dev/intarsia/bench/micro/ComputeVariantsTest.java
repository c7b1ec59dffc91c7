package dev.intarsia.bench.micro;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What benchmarks of computing on columns compare comes to the same. */
class ComputeVariantsTest {

  @ParameterizedTest
  @CsvSource({"97, 0", "50, 0", "97, 3", "50, 3"})
  void bitmapsUnpackAlike(int present, int bitOffset) {
    try (BitmapUnpackingBenchmark benchmark = new BitmapUnpackingBenchmark()) {
      benchmark.present = present;
      benchmark.bitOffset = bitOffset;
      benchmark.setUp();
      byte[] expected = benchmark.arrayByBits().clone();
      assertThat(sum(expected)).isBetween(expected.length / 3, expected.length);
      assertThat(benchmark.bytesByWords().toArray(JAVA_BYTE)).startsWith(expected);
      benchmark.bytesByWords().fill((byte) 7);
      assertThat(benchmark.bytesByBits().toArray(JAVA_BYTE)).startsWith(expected);
      benchmark.bytesByWords().fill((byte) 7);
      assertThat(benchmark.bytesByReversedBytes().toArray(JAVA_BYTE)).startsWith(expected);
      byte[] masks = benchmark.longsByWords().toArray(JAVA_BYTE);
      for (int i = 0; i < expected.length; i++) {
        assertThat(masks[8 * i]).isEqualTo((byte) -expected[i]);
      }
      assertThat(benchmark.longsByBits().toArray(JAVA_BYTE)).isEqualTo(masks);
    }
  }

  private static int sum(byte[] bytes) {
    int sum = 0;
    for (byte one : bytes) {
      sum += one;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 97, 50})
  void columnsComeToTheSame(int present) {
    try (ColumnComputeBenchmark benchmark = new ColumnComputeBenchmark()) {
      benchmark.present = present;
      benchmark.setUp();
      assertThat(benchmark.sum()).isEqualTo(benchmark.sumByRows());
      assertThat(benchmark.sumDouble()).isEqualTo(benchmark.sumDoubleByRows());
      assertThat(benchmark.max()).isEqualTo(benchmark.maxByRows()).isEqualTo(99);
      assertThat(benchmark.maxDouble()).isEqualTo(999);
      assertThat(benchmark.range()).isEqualTo(benchmark.rangeByRows());
      assertThat(benchmark.equalText()).isBetween(ColumnComputeBenchmark.ROWS / 60, 600);
      assertThat(benchmark.sumWhereText()).isEqualTo(benchmark.sumWhereTextByRows());
    }
  }
}
