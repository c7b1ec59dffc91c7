package dev.intarsia.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What benchmarks of decoders compare gives the same values. */
class DecodingVariantsTest {
  @Test
  void bitsAreUnpackedAlike() throws IOException {
    for (int width = 1; width <= 32; width++) {
      try (BitUnpackingBenchmark benchmark = new BitUnpackingBenchmark()) {
        benchmark.width = width;
        benchmark.setUp();
        benchmark.decode();
        assertThat(benchmark.decoded()).isEqualTo(benchmark.values);
        benchmark.decodeInParts();
        assertThat(benchmark.decoded()).isEqualTo(benchmark.values);
        assertThat(benchmark.parquetJavaLoops()).isEqualTo(benchmark.values);
        Arrays.fill(benchmark.array, -1);
        assertThat(benchmark.parquetJava()).isEqualTo(benchmark.values);
      }
    }
  }

  @Test
  void valuesAreReadAlike() throws IOException {
    try (DecodingBenchmark benchmark = new DecodingBenchmark()) {
      benchmark.setUp();
      benchmark.deltas();
      assertThat(benchmark.longs()).isEqualTo(benchmark.times);
      assertThat(benchmark.deltasByParquetJava()).isEqualTo(Arrays.stream(benchmark.times).sum());
      benchmark.splitStreams();
      assertThat(benchmark.longs()).isEqualTo(benchmark.times);
      benchmark.gatherLongs();
      assertThat(benchmark.longs()).isEqualTo(benchmark.lookedUp());
      benchmark.gatherTexts();
      byte[] gathered = benchmark.bytes();
      benchmark.plainTexts();
      assertThat(gathered).isEqualTo(benchmark.bytes()).isNotEmpty();
    }
  }
}
