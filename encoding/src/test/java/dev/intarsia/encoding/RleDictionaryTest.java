package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.dictionary.DictionaryValuesReader;
import org.apache.parquet.column.values.dictionary.PlainValuesDictionary.PlainBinaryDictionary;
import org.apache.parquet.column.values.dictionary.PlainValuesDictionary.PlainIntegerDictionary;
import org.apache.parquet.column.values.dictionary.PlainValuesDictionary.PlainLongDictionary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dictionary and index pages together, as parquet-java reads them. */
@DetectLeaks
class RleDictionaryTest {
  private static final int COUNT = 3000;

  /** Makes parquet-java's dictionary of a page. */
  private interface Reading {
    Dictionary of(DictionaryPage page) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 17, 256, 2500})
  void wordsAreReadBack(int distinct) throws IOException {
    Random random = new Random(distinct);
    try (Buffers buffers = new Buffers();
        DictionaryBuilder ints = DictionaryBuilder.fixedWidth(buffers.pool, "test", 4);
        DictionaryBuilder longs = DictionaryBuilder.fixedWidth(buffers.pool, "test", 8)) {
      byte[] bytes = new byte[8 * COUNT];
      MemorySegment heap = MemorySegment.ofArray(bytes);
      for (int i = 0; i < COUNT; i++) {
        heap.set(LONG_LE, 8L * i, random.nextInt(distinct) * 0x9E37_79B9_7F4A_7C15L);
      }
      MemorySegment values = buffers.bytes(bytes);
      GrowableSegment ids = buffers.out();
      longs.internFixedWidth(values, 0, COUNT, ids);
      ValuesReader longReader = read(longs, ids, PlainLongDictionary::new);
      ids.clear();
      ints.internFixedWidth(values, 0, COUNT, ids);
      ValuesReader intReader = read(ints, ids, PlainIntegerDictionary::new);
      for (int i = 0; i < COUNT; i++) {
        assertThat(longReader.readLong()).isEqualTo(heap.get(LONG_LE, 8L * i));
        assertThat(intReader.readInteger()).isEqualTo(heap.get(INT_LE, 4L * i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 300})
  void byteStringsAreReadBack(int distinct) throws IOException {
    Random random = new Random(distinct);
    List<byte[]> known = randomBytes(random, distinct, 60);
    List<byte[]> values =
        IntStream.range(0, COUNT).mapToObj(i -> known.get(random.nextInt(distinct))).toList();
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.binary(buffers.pool, "test")) {
      Binary column = Binary.of(buffers, values);
      GrowableSegment ids = buffers.out();
      dictionary.internBinary(column.offsets(), 0, column.data(), 0, COUNT, ids);
      ValuesReader reader = read(dictionary, ids, PlainBinaryDictionary::new);
      for (byte[] value : values) {
        assertThat(reader.readBytes().getBytes()).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 16, 40})
  void valuesOfFixedLengthAreReadBack(int width) throws IOException {
    byte[] bytes = new byte[width * COUNT];
    new Random(width).nextBytes(bytes);
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.fixedWidth(buffers.pool, "test", width)) {
      GrowableSegment ids = buffers.out();
      dictionary.internFixedWidth(buffers.bytes(bytes), 0, COUNT, ids);
      ValuesReader reader = read(dictionary, ids, page -> new PlainBinaryDictionary(page, width));
      for (int i = 0; i < COUNT; i++) {
        assertThat(reader.readBytes().toByteBuffer())
            .isEqualTo(ByteBuffer.wrap(bytes, i * width, width));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200})
  void heapMemoryGivesTheSameIds(int distinct) {
    Random random = new Random(distinct);
    List<byte[]> known = randomBytes(random, distinct, 50);
    List<byte[]> values =
        IntStream.range(0, COUNT).mapToObj(i -> known.get(random.nextInt(distinct))).toList();
    try (Buffers buffers = new Buffers();
        MemoryPool heap = MemoryPool.onHeap("heap", MemoryLimit.unlimited());
        GrowableSegment heapIds = GrowableSegment.allocate(heap, "ids", 0);
        DictionaryBuilder onHeap = DictionaryBuilder.binary(heap, "test");
        DictionaryBuilder offHeap = DictionaryBuilder.binary(buffers.pool, "test")) {
      Binary column = Binary.of(buffers, values);
      GrowableSegment ids = buffers.out();
      offHeap.internBinary(column.offsets(), 0, column.data(), 0, COUNT, ids);
      onHeap.internBinary(column.offsets(), 0, column.data(), 0, COUNT, heapIds);
      assertThat(Buffers.written(heapIds)).isEqualTo(Buffers.written(ids));
      assertThat(
              onHeap
                  .plain()
                  .asSlice(0, onHeap.plainBytes())
                  .mismatch(offHeap.plain().asSlice(0, offHeap.plainBytes())))
          .isEqualTo(-1);
    }
  }

  private static List<byte[]> randomBytes(Random random, int count, int longest) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              byte[] bytes = new byte[random.nextInt(longest)];
              random.nextBytes(bytes);
              return bytes;
            })
        .toList();
  }

  private static ValuesReader read(
      DictionaryBuilder dictionary, GrowableSegment ids, Reading reading) throws IOException {
    byte[] body = Binary.slice(dictionary.plain(), 0, (int) dictionary.plainBytes());
    DictionaryPage page =
        new DictionaryPage(BytesInput.from(body), dictionary.size(), Encoding.PLAIN);
    int width = Bits.bitWidth(dictionary.size() - 1);
    try (Buffers buffers = new Buffers()) {
      GrowableSegment indices = buffers.out();
      indices.putByte((byte) width);
      RleBitPackedHybridEncoder.encode(ids.segment(), 0, COUNT, width, indices);
      DictionaryValuesReader reader = new DictionaryValuesReader(reading.of(page));
      ByteBuffer encoded = ByteBuffer.wrap(Buffers.written(indices));
      reader.initFromPage(COUNT, ByteBufferInputStream.wrap(encoded));
      return reader;
    }
  }
}
