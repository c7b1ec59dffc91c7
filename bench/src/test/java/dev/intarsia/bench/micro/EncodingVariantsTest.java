package dev.intarsia.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.intarsia.memory.buffer.Layouts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What benchmarks of encodings compare gives the same values. */
class EncodingVariantsTest {

  @Test
  void bitsArePackedAlike() {
    for (int width = 1; width <= 32; width++) {
      try (BitPackingBenchmark benchmark = new BitPackingBenchmark()) {
        benchmark.width = width;
        benchmark.setUp();
        benchmark.pack();
        benchmark.packArrays();
        benchmark.unpackArrays();
        byte[] runs = benchmark.written();
        int header = runs.length - benchmark.packed.length;
        assertThat(header).isBetween(1, 2);
        assertThat(Arrays.copyOfRange(runs, header, runs.length)).isEqualTo(benchmark.packed);
        assertThat(benchmark.unpacked).isEqualTo(benchmark.values);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsHoldTheValues(RunLengthBenchmark.Shape shape) throws IOException {
    for (int width : new int[] {1, 7, 14}) {
      try (RunLengthBenchmark benchmark = new RunLengthBenchmark()) {
        benchmark.shape = shape;
        benchmark.width = width;
        benchmark.setUp();
        benchmark.hybrid();
        assertThat(runs(benchmark.written(), width, RunLengthBenchmark.VALUES))
            .isEqualTo(benchmark.values);
        assertThat(runs(bytes(benchmark.parquetJava()), width, RunLengthBenchmark.VALUES))
            .isEqualTo(benchmark.values);
      }
    }
  }

  private static byte[] bytes(BytesInput input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  static int[] runs(byte[] encoded, int width, int count) throws IOException {
    var decoder = new RunLengthBitPackingHybridDecoder(width, new ByteArrayInputStream(encoded));
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = decoder.readInt();
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void deltasHoldTheValues(DeltaBenchmark.Shape shape) throws IOException {
    for (int bits : new int[] {32, 64}) {
      try (DeltaBenchmark benchmark = new DeltaBenchmark()) {
        benchmark.shape = shape;
        benchmark.bits = bits;
        benchmark.setUp();
        benchmark.encode();
        checkDeltas(benchmark, benchmark.written());
        checkDeltas(benchmark, bytes(benchmark.parquetJava()));
        assertThat(benchmark.estimate())
            .isCloseTo(benchmark.written().length, withinPercentage(10));
      }
    }
  }

  private static void checkDeltas(DeltaBenchmark benchmark, byte[] encoded) throws IOException {
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    reader.initFromPage(
        DeltaBenchmark.VALUES, ByteBufferInputStream.wrap(ByteBuffer.wrap(encoded)));
    for (int i = 0; i < DeltaBenchmark.VALUES; i++) {
      if (benchmark.bits == 64) {
        assertThat(reader.readLong()).isEqualTo(benchmark.longs[i]);
      } else {
        assertThat(reader.readInteger()).isEqualTo(benchmark.ints[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16})
  void bytesAreSplitAlike(int width) {
    try (ByteStreamSplitBenchmark benchmark = new ByteStreamSplitBenchmark()) {
      benchmark.width = width;
      benchmark.setUp();
      benchmark.split();
      assertThat(benchmark.written()).isEqualTo(benchmark.splitArrays());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "24", "80", "mixed"})
  void plainBytesAreAlike(String length) {
    try (PlainBytesBenchmark benchmark = new PlainBytesBenchmark()) {
      benchmark.length = length;
      benchmark.setUp();
      benchmark.allPresent();
      assertThat(benchmark.written()).isEqualTo(benchmark.arrays());
      benchmark.tenthNull();
      assertThat(benchmark.written()).isEqualTo(present(benchmark));
    }
  }

  private static byte[] present(PlainBytesBenchmark benchmark) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Texts texts = benchmark.texts();
    for (int i = 0; i < PlainBytesBenchmark.ROWS; i++) {
      if (benchmark.isPresent(i)) {
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        plain.writeBytes(length.putInt(texts.length(i)).array());
        plain.write(texts.bytes(), texts.offsets()[i], texts.length(i));
      }
    }
    return plain.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"TEXT_8, 8", "TEXT_24, 5000", "TEXT_80, 100", "INT32, 100000", "INT64, 5000"})
  void idsTellTheValuesApart(DictionaryBenchmark.Kind kind, int distinct) {
    try (DictionaryBenchmark benchmark = new DictionaryBenchmark()) {
      benchmark.kind = kind;
      benchmark.distinct = distinct;
      benchmark.setUp();
      assertThat(benchmark.known()).isEqualTo(distinct);
      checkIds(benchmark);
      assertThat(benchmark.fresh()).isEqualTo(distinct);
      checkIds(benchmark);
    }
  }

  /** Ids come in order of first appearance. */
  private static void checkIds(DictionaryBenchmark benchmark) {
    int[] ids = new int[benchmark.distinct];
    int[] expected = new int[DictionaryBenchmark.VALUES];
    int next = 0;
    for (int i = 0; i < expected.length; i++) {
      int pick = benchmark.picks[i];
      if (ids[pick] == 0) {
        ids[pick] = ++next;
      }
      expected[i] = ids[pick] - 1;
    }
    int[] actual = benchmark.out.segment().asSlice(0, benchmark.out.size()).toArray(Layouts.INT_LE);
    assertThat(actual).isEqualTo(expected);
  }
}
