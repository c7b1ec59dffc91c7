package dev.intarsia.bench.micro;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What benchmarks of bitmaps, copies, checksums and codecs compare gives the same bytes. */
class MemoryVariantsTest {

  @ParameterizedTest
  @ValueSource(ints = {100, 97, 50, 3})
  void bitmapsAgree(int present) throws IOException {
    try (ValidityBenchmark benchmark = new ValidityBenchmark()) {
      benchmark.present = present;
      benchmark.setUp();
      checkBits(benchmark, benchmark.set());
      benchmark.target.fill((byte) 0);
      checkBits(benchmark, benchmark.copyOdd());
      assertThat(benchmark.bitSet().cardinality()).isEqualTo((int) benchmark.count());
      assertThat(benchmark.countOdd()).isEqualTo(benchmark.count());
      assertThat(benchmark.countBitSet()).isEqualTo(benchmark.count());
      assertThat(benchmark.wordsBitSet()).isEqualTo(benchmark.words());
      benchmark.levels();
      checkLevels(benchmark);
      benchmark.levelsOfInts();
      checkLevels(benchmark);
      checkSlots(benchmark);
    }
  }

  private static void checkBits(ValidityBenchmark benchmark, MemorySegment bits) {
    for (int i = 0; i < ValidityBenchmark.ROWS; i++) {
      assertThat(Bits.get(bits, i)).isEqualTo(benchmark.rows[i]);
    }
  }

  private static void checkLevels(ValidityBenchmark benchmark) throws IOException {
    int[] levels = EncodingVariantsTest.runs(benchmark.written(), 1, ValidityBenchmark.ROWS);
    for (int i = 0; i < ValidityBenchmark.ROWS; i++) {
      assertThat(levels[i]).isEqualTo(benchmark.rows[i] ? 1 : 0);
    }
  }

  private static void checkSlots(ValidityBenchmark benchmark) {
    benchmark.compact();
    long[] slots =
        benchmark.out.segment().asSlice(0, benchmark.out.size()).toArray(Layouts.LONG_LE);
    assertThat(slots)
        .containsExactly(
            IntStream.range(0, ValidityBenchmark.ROWS)
                .filter(i -> benchmark.rows[i])
                .asLongStream()
                .toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "8", "16", "24", "32", "64", "128", "1024", "mixed"})
  void copiesAreAlike(String length) {
    try (CopyBenchmark benchmark = new CopyBenchmark()) {
      benchmark.length = length;
      benchmark.setUp();
      byte[] expected = benchmark.ranges().bytes();
      assertThat(benchmark.arrayCopy()).isEqualTo(expected);
      for (Copy copy :
          new Copy[] {benchmark::segmentCopy, benchmark::longs, benchmark::arrayToSegment}) {
        benchmark.target().fill((byte) 0);
        MemorySegment target = copy.run();
        assertThat(target.asSlice(0, expected.length).toArray(JAVA_BYTE)).isEqualTo(expected);
      }
    }
  }

  private interface Copy {
    MemorySegment run();
  }

  @Test
  void checksumsAreEqual() {
    try (ChecksumBenchmark benchmark = new ChecksumBenchmark()) {
      benchmark.page = 1 << 16;
      benchmark.setUp();
      assertThat(Stream.of(benchmark.keptView(), benchmark.newView(), benchmark.byPieces()))
          .containsOnly(benchmark.array());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 16384", "3, 16384", "3, 1048576"})
  void framesAreEqual(int level, int page) {
    try (ZstdBenchmark benchmark = new ZstdBenchmark()) {
      benchmark.level = level;
      benchmark.page = page;
      benchmark.setUp();
      long size = benchmark.reused();
      byte[] frame = benchmark.target().toArray(JAVA_BYTE);
      assertThat(size).isBetween(ZstdBenchmark.BYTES / 10L, ZstdBenchmark.BYTES / 2L);
      for (Frames frames :
          new Frames[] {benchmark::fresh, benchmark::reusedJni, benchmark::freshJni}) {
        benchmark.target().fill((byte) 0);
        assertThat(frames.run()).isEqualTo(size);
        assertThat(benchmark.target().toArray(JAVA_BYTE)).isEqualTo(frame);
      }
    }
  }

  private interface Frames {
    long run();
  }
}
