package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our bloom filter against parquet-java's: the same bits, the same answers. */
@DetectLeaks
class BloomFilterTest {
  private static final int HEADER_BYTES_OF_THE_SAMPLE = 16;

  /** What DuckDB finds in the files that have a filter. */
  private static final List<String> WORDS =
      List.of(
          "Hello",
          "This is",
          "a",
          "test",
          "How",
          "are you",
          "doing ",
          "today",
          "the quick",
          "brown fox",
          "jumps",
          "over",
          "the lazy",
          "dog");

  private final SplittableRandom random = new SplittableRandom(1);

  /** parquet-java's filter keeps its bits to itself, but writes them. */
  private static BloomFilter ours(BlockSplitBloomFilter theirs) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    theirs.writeTo(bytes);
    return BloomFilter.of(MemorySegment.ofArray(bytes.toByteArray()), null);
  }

  @Test
  void everyLengthOfBytesHashesAsInParquetJava() throws IOException {
    for (int length = 0; length < 200; length++) {
      byte[] value = bytes(length);
      BlockSplitBloomFilter theirs = new BlockSplitBloomFilter(1 << 16);
      theirs.insertHash(theirs.hash(Binary.fromConstantByteArray(value)));
      assertThat(ours(theirs).mightContain(MemorySegment.ofArray(value), 0, length))
          .as("length %d", length)
          .isTrue();
    }
  }

  @Test
  void presentAndAbsentValuesGetTheAnswersOfParquetJava() throws IOException {
    BlockSplitBloomFilter theirs = new BlockSplitBloomFilter(1 << 10);
    for (int i = 0; i < 500; i++) {
      theirs.insertHash(theirs.hash(i));
      theirs.insertHash(theirs.hash((long) i));
      theirs.insertHash(theirs.hash(i / 7f));
      theirs.insertHash(theirs.hash(i / 7d));
    }
    BloomFilter ours = ours(theirs);
    int absent = 0;
    for (int i = 0; i < 5_000; i++) {
      assertThat(ours.mightContain(i)).isEqualTo(theirs.findHash(theirs.hash(i)));
      assertThat(ours.mightContain((long) i)).isEqualTo(theirs.findHash(theirs.hash((long) i)));
      assertThat(ours.mightContain(Float.floatToRawIntBits(i / 7f)))
          .isEqualTo(theirs.findHash(theirs.hash(i / 7f)));
      assertThat(ours.mightContain(Double.doubleToRawLongBits(i / 7d)))
          .isEqualTo(theirs.findHash(theirs.hash(i / 7d)));
      absent += ours.mightContain((long) i) ? 0 : 1;
    }
    assertThat(absent).as("some are surely not there").isPositive();
  }

  @Test
  void theFormatsOwnSampleHasItsWords() throws IOException {
    Path file = collection().resolve("bloom_filter.xxhash.bin");
    Assumptions.assumeTrue(Files.exists(file), () -> "no " + file);
    MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(file));
    BloomFilter filter = BloomFilter.of(bytes.asSlice(HEADER_BYTES_OF_THE_SAMPLE), null);
    for (String word : List.of("hello", "parquet", "bloom", "filter")) {
      assertThat(mightContain(filter, word)).as(word).isTrue();
    }
    assertThat(mightContain(filter, "hallo")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data_index_bloom_encoding_stats.parquet",
        "data_index_bloom_encoding_with_length.parquet"
      })
  void aFilesFilterIsFoundMappedAndUnmapped(String name, MemoryPool pool) throws IOException {
    Path file = collection().resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "no " + file);
    for (boolean mapped : new boolean[] {true, false}) {
      FileSource source = mapped ? FileSource.of(file) : FileSource.unmapped(file);
      try (ParquetReader reader = ParquetReader.open(source, pool, ReaderOptions.defaults());
          BloomFilter filter = reader.bloomFilter(0, 0)) {
        assertThat(filter).isNotNull();
        for (String word : WORDS) {
          assertThat(mightContain(filter, word)).as(word).isTrue();
        }
        assertThat(mightContain(filter, "nowhere")).isFalse();
      }
    }
  }

  @Test
  void aChunkWithoutAFilterHasNone(MemoryPool pool) throws IOException {
    Path file = collection().resolve("alltypes_plain.parquet");
    Assumptions.assumeTrue(Files.exists(file), () -> "no " + file);
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      assertThat(reader.bloomFilter(0, 0)).isNull();
    }
  }

  private static boolean mightContain(@Nullable BloomFilter filter, String word) {
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(filter).mightContain(MemorySegment.ofArray(utf8), 0, utf8.length);
  }

  private byte[] bytes(int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    return value;
  }

  private static Path collection() {
    return Path.of(System.getProperty("intarsia.parquet-testing", "missing"), "data");
  }

  @Test
  void halfABlockIsRefused() {
    MemorySegment bytes = MemorySegment.ofArray(new byte[48]);
    assertThatThrownBy(() -> BloomFilter.of(bytes, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("48");
  }
}
