package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Raw;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dictionaries against a map of the values' bytes. */
@DetectLeaks
class DictionaryBuilderTest {
  /** Values as byte strings, with the ids and the page body that a plain map gives. */
  private record Expected(List<Integer> ids, ByteBuffer plain, int size) {
    static Expected of(List<byte[]> values, boolean lengths) {
      Map<ByteBuffer, Integer> known = new LinkedHashMap<>();
      List<Integer> ids = new ArrayList<>();
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      for (byte[] value : values) {
        Integer id = known.putIfAbsent(ByteBuffer.wrap(value), known.size());
        ids.add(id == null ? known.size() - 1 : id);
        if (id == null) {
          plain.writeBytes(plainForm(value, lengths));
        }
      }
      return new Expected(ids, ByteBuffer.wrap(plain.toByteArray()), known.size());
    }
  }

  private static byte[] plainForm(byte[] value, boolean length) {
    ByteBuffer buffer = ByteBuffer.allocate(value.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    if (length) {
      buffer.putInt(value.length);
    }
    return Arrays.copyOf(buffer.put(value).array(), buffer.position());
  }

  static IntStream lengths() {
    return IntStream.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49, 200);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void binaryValuesOfOneLengthAreToldApart(int length) {
    checkBinary(similar(new Random(length), 3000, 400, length, length));
  }

  @Test
  void binaryValuesOfMixedLengthsAreToldApart() {
    checkBinary(similar(new Random(1), 5000, 700, 0, 40));
    checkBinary(similar(new Random(2), 5000, 700, 0, 130));
  }

  /** Entries that are hot, that displace each other, that are too many or too long to be hot. */
  @ParameterizedTest
  @CsvSource({"1, 8", "5, 8", "24, 16", "100, 16", "400, 32", "1000, 32", "1100, 32", "24, 60"})
  void valuesThatComeAgainAreTheSame(int distinct, int longest) {
    Random random = new Random(distinct);
    checkBinary(similar(random, 30_000, distinct, 0, longest));
    List<byte[]> fewThenMany = new ArrayList<>(similar(random, 3_000, 3, 0, 8));
    fewThenMany.addAll(similar(random, 9_000, distinct, 0, longest));
    fewThenMany.addAll(similar(random, 3_000, 3, 0, 8));
    checkBinary(fewThenMany);
  }

  @Test
  void zerosOfDifferentLengthAreDifferentValues() {
    List<byte[]> zeros = IntStream.range(0, 70).mapToObj(byte[]::new).toList();
    List<byte[]> twice = new ArrayList<>(zeros);
    twice.addAll(zeros);
    checkBinary(twice);
  }

  @Test
  void thousandsOfDistinctValuesGrowTheTable() {
    checkBinary(
        IntStream.range(0, 20_000)
            .mapToObj(i -> ("user-" + i * 7919).getBytes(StandardCharsets.UTF_8))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 12, 16, 20, 33, 100})
  void valuesOfEveryWidthAreToldApart(int width) {
    checkFixed(similar(new Random(width), 5000, 900, width, width), width);
    checkFixed(similar(new Random(width), 5000, 1, width, width), width);
  }

  @Test
  void wordsThatDifferInFewBitsAreToldApart() {
    List<byte[]> longs = new ArrayList<>();
    List<byte[]> ints = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      longs.add(ByteBuffer.allocate(8).putLong(1L << i).array());
      longs.add(ByteBuffer.allocate(8).putLong(-1L << i).array());
      ints.add(ByteBuffer.allocate(4).putInt(1 << i).array());
      ints.add(ByteBuffer.allocate(4).putInt(-1 << i).array());
    }
    checkFixed(longs, 8);
    checkFixed(ints, 4);
    checkFixed(List.of(new byte[4], new byte[4]), 4);
    checkFixed(List.of(new byte[8], new byte[8]), 8);
  }

  @Test
  void zerosAndNansKeepTheirBits() {
    double[] values = {0.0, -0.0, Double.NaN, Double.longBitsToDouble(0x7ff8_0000_0000_0001L)};
    List<byte[]> bytes = new ArrayList<>();
    for (double value : values) {
      long bits = Double.doubleToRawLongBits(value);
      bytes.add(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array());
    }
    assertThat(Expected.of(bytes, false).size()).isEqualTo(4);
    checkFixed(bytes, 8);
  }

  @Test
  void paddedValuesOfEqualHashAreToldApart() {
    List<byte[]> values = new ArrayList<>();
    for (int length = 16; length >= 8; length--) {
      for (int tail = 0; tail < 3; tail++) {
        byte[] value = new byte[length];
        MemorySegment.ofArray(value).set(LONG_LE, 0, Hashing.K0);
        value[length - 1] ^= (byte) tail;
        values.add(value);
      }
    }
    checkBinary(values);
  }

  @Test
  void longValuesOfEqualHashAreToldApart() {
    long[] words = {Hashing.K0, 0, Hashing.K2, 0};
    checkBinary(everyOtherWordChanged(words));
    long[] more = {
      Hashing.K0 ^ (64 * Hashing.K2), 0, Hashing.K2 ^ Hashing.K0, 0, Hashing.K0, 0, Hashing.K2, 0
    };
    checkBinary(everyOtherWordChanged(more));
  }

  private static List<byte[]> everyOtherWordChanged(long[] words) {
    List<byte[]> values = new ArrayList<>();
    for (int word = 1; word < words.length; word += 2) {
      for (int change = 0; change < 3; change++) {
        byte[] value = new byte[8 * words.length];
        MemorySegment segment = MemorySegment.ofArray(value);
        for (int i = 0; i < words.length; i++) {
          segment.set(LONG_LE, 8L * i, i == word ? change : words[i]);
        }
        values.add(value);
      }
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 14, 24, 40})
  void hashesThatMeetByChanceAreToldApart(int width) {
    int count = 200_000;
    byte[] bytes = new byte[width * count];
    new Random(width).nextBytes(bytes);
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.fixedWidth(buffers.pool, "test", width)) {
      MemorySegment values = buffers.bytes(bytes);
      GrowableSegment ids = buffers.out();
      dictionary.internFixedWidth(values, 0, count, ids);
      dictionary.internFixedWidth(values, 0, count, ids);
      assertThat(dictionary.size()).isEqualTo(count);
      for (int i = 0; i < 2 * count; i++) {
        if (ids.segment().get(INT_LE, 4L * i) != i % count) {
          fail("Value " + i % count + " got id " + ids.segment().get(INT_LE, 4L * i));
        }
      }
    }
  }

  @Test
  void releasingStartsFromIdZeroAgain() {
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.fixedWidth(buffers.pool, "test", 4)) {
      GrowableSegment ids = buffers.out();
      int[] first = IntStream.range(0, 5000).toArray();
      dictionary.internFixedWidth(buffers.ints(first), 0, first.length, ids);
      dictionary.release();
      assertThat(dictionary.size()).isZero();
      assertThat(dictionary.plainBytes()).isZero();
      ids.clear();
      dictionary.internFixedWidth(buffers.ints(4999, 7, 4999), 0, 3, ids);
      assertThat(read(ids)).containsExactly(0, 1, 0);
      assertThat(dictionary.plainBytes()).isEqualTo(8);
    }
  }

  @Test
  void interningNothingTouchesNothing() {
    try (Buffers buffers = new Buffers();
        DictionaryBuilder binary = DictionaryBuilder.binary(buffers.pool, "test");
        DictionaryBuilder ints = DictionaryBuilder.fixedWidth(buffers.pool, "test", 4)) {
      GrowableSegment ids = buffers.out();
      binary.internBinary(buffers.ints(0), 0, MemorySegment.NULL, 0, 0, ids);
      ints.internFixedWidth(MemorySegment.NULL, 0, 0, ids);
      ints.materialize(ids.segment(), 0, 0, ids);
      binary.materialize(ids.segment(), 0, 0, ids);
      assertThat(ids.size()).isZero();
      assertThat(binary.size() + ints.size()).isZero();
    }
  }

  @Test
  void aRefusedBudgetLeavesTheIdsAndAllowsAnotherTry() {
    try (MemoryPool pool = MemoryPool.create("root", MemoryLimit.unlimited());
        MemoryPool small = pool.child("small", MemoryLimit.kibibytes(64));
        GrowableSegment ids = GrowableSegment.allocate(pool, "ids", 0);
        GrowableSegment values = GrowableSegment.allocate(pool, "values", 0);
        DictionaryBuilder dictionary = DictionaryBuilder.fixedWidth(small, "test", 8)) {
      for (long i = 0; i < 10_000; i++) {
        values.putLong(i);
      }
      assertThatThrownBy(() -> dictionary.internFixedWidth(values.segment(), 0, 10_000, ids))
          .isInstanceOf(MemoryLimitExceededException.class);
      assertThat(ids.size()).isZero();
      int size = dictionary.size();
      dictionary.internFixedWidth(values.segment(), 0, size, ids);
      assertThat(read(ids)).isEqualTo(IntStream.range(0, size).boxed().toList());
    }
  }

  @Test
  void wrongUseIsRefused() {
    try (Buffers buffers = new Buffers()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DictionaryBuilder.fixedWidth(buffers.pool, "test", 0));
      MemorySegment none = MemorySegment.NULL;
      GrowableSegment ids = buffers.out();
      DictionaryBuilder binary = DictionaryBuilder.binary(buffers.pool, "test");
      assertThatIllegalStateException().isThrownBy(() -> binary.internFixedWidth(none, 0, 0, ids));
      assertThatThrownBy(() -> binary.offset(0)).isInstanceOf(IndexOutOfBoundsException.class);
      binary.close();
      assertThatIllegalStateException().isThrownBy(binary::close);
      for (int width : new int[] {4, 5}) {
        DictionaryBuilder fixed = DictionaryBuilder.fixedWidth(buffers.pool, "test", width);
        assertThatIllegalStateException()
            .isThrownBy(() -> fixed.internBinary(none, 0, none, 0, 0, ids));
        assertThatThrownBy(() -> fixed.length(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        fixed.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void offsetsThatLeaveTheDataAreRefused(boolean byAddress) {
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.binary(buffers.pool, "test")) {
      MemorySegment data = buffers.bytes(new byte[1000]);
      long address = byAddress ? Raw.address(data) : 0;
      GrowableSegment ids = buffers.out();
      dictionary.internBinary(buffers.ints(0, 5, 10, 15), 0, data, address, 3, ids); // hot, now
      for (int[] wrong : new int[][] {{-60, -55}, {998, 1003}, {0x7FFF_FFF0, 0x7FFF_FFF5}}) {
        MemorySegment offsets = buffers.ints(wrong);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .as("%s", Arrays.toString(wrong))
            .isThrownBy(() -> dictionary.internBinary(offsets, 0, data, address, 1, ids));
        assertThat(ids.size()).isEqualTo(3L * Integer.BYTES);
      }
    }
  }

  /** Where whole words do not fit behind a value any more, it is known all the same. */
  @Test
  void valuesAtTheEndOfTheirMemoryTakeNoMoreMemoryEachTime() {
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.fixedWidth(buffers.pool, "test", 12)) {
      MemorySegment values = buffers.bytes(new byte[12 * 100]);
      GrowableSegment ids = buffers.out();
      dictionary.internFixedWidth(values, 0, 100, ids);
      ids.clear();
      long used = buffers.pool.used();
      for (int i = 0; i < 10; i++) {
        dictionary.internFixedWidth(values, 0, 100, ids);
        ids.clear();
      }
      assertThat(dictionary.size()).isEqualTo(1);
      assertThat(buffers.pool.used()).isEqualTo(used);
    }
  }

  /** Values that share their length, most of their bytes, or both. */
  private static List<byte[]> similar(Random random, int count, int distinct, int min, int max) {
    byte[][] different = new byte[distinct][];
    for (int i = 0; i < distinct; i++) {
      byte[] value = new byte[min + random.nextInt(max - min + 1)];
      Arrays.fill(value, (byte) 'a');
      for (int change = 0; change < 2 && value.length > 0; change++) {
        value[random.nextInt(value.length)] = (byte) random.nextInt(256);
      }
      different[i] = value;
    }
    return IntStream.range(0, count).mapToObj(i -> different[random.nextInt(distinct)]).toList();
  }

  private static void checkBinary(List<byte[]> values) {
    checkBinary(values, false);
    checkBinary(values, true);
  }

  private static void checkBinary(List<byte[]> values, boolean byAddress) {
    Expected expected = Expected.of(values, true);
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.binary(buffers.pool, "test")) {
      Binary column = Binary.of(buffers, values);
      GrowableSegment ids = buffers.out();
      long address = byAddress ? Raw.address(column.data()) : 0;
      dictionary.internBinary(column.offsets(), 0, column.data(), address, values.size(), ids);
      checkResult(buffers, dictionary, ids, values, expected, true);
      checkPresentBinary(buffers, values, byAddress);
    }
  }

  private static void checkPresentBinary(Buffers buffers, List<byte[]> values, boolean byAddress) {
    boolean[] present = someOf(values.size());
    List<byte[]> kept = kept(values, present);
    try (DictionaryBuilder dictionary = DictionaryBuilder.binary(buffers.pool, "test")) {
      Binary column = Binary.of(buffers, values);
      GrowableSegment ids = buffers.out();
      MemorySegment bits = buffers.bits(present, 3);
      long address = byAddress ? Raw.address(column.data()) : 0;
      dictionary.internBinary(
          column.offsets(), 0, column.data(), address, bits, 3, values.size(), ids);
      checkResult(buffers, dictionary, ids, kept, Expected.of(kept, true), true);
    }
  }

  private static void checkFixed(List<byte[]> values, int width) {
    Expected expected = Expected.of(values, false);
    try (Buffers buffers = new Buffers();
        DictionaryBuilder dictionary = DictionaryBuilder.fixedWidth(buffers.pool, "test", width)) {
      MemorySegment column = Binary.of(buffers, values).data();
      GrowableSegment ids = buffers.out();
      int half = values.size() / 2;
      dictionary.internFixedWidth(column, 0, half, ids);
      dictionary.internFixedWidth(column, (long) half * width, values.size() - half, ids);
      checkResult(buffers, dictionary, ids, values, expected, false);
      checkPresentFixed(buffers, values, column, width);
    }
  }

  private static void checkPresentFixed(
      Buffers buffers, List<byte[]> values, MemorySegment column, int width) {
    boolean[] present = someOf(values.size());
    List<byte[]> kept = kept(values, present);
    try (DictionaryBuilder dictionary = DictionaryBuilder.fixedWidth(buffers.pool, "x", width)) {
      GrowableSegment ids = buffers.out();
      dictionary.internFixedWidth(column, 0, buffers.bits(present, 5), 5, values.size(), ids);
      checkResult(buffers, dictionary, ids, kept, Expected.of(kept, false), false);
    }
  }

  private static boolean[] someOf(int count) {
    boolean[] present = new boolean[count];
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      present[i] = i / 1500 % 2 == 1 || random.nextInt(3) > 0;
    }
    return present;
  }

  private static List<byte[]> kept(List<byte[]> values, boolean[] present) {
    return IntStream.range(0, present.length)
        .filter(i -> present[i])
        .mapToObj(values::get)
        .toList();
  }

  private static void checkResult(
      Buffers buffers,
      DictionaryBuilder dictionary,
      GrowableSegment ids,
      List<byte[]> values,
      Expected expected,
      boolean lengths) {
    assertThat(read(ids)).isEqualTo(expected.ids);
    assertThat(dictionary.size()).isEqualTo(expected.size);
    MemorySegment plain = dictionary.plain().asSlice(0, dictionary.plainBytes());
    assertThat(ByteBuffer.wrap(plain.toArray(JAVA_BYTE))).isEqualTo(expected.plain);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < values.size(); i++) {
      int id = expected.ids.get(i);
      assertThat(dictionary.length(id)).isEqualTo(values.get(i).length);
      assertThat(Binary.slice(plain, dictionary.offset(id), dictionary.length(id)))
          .isEqualTo(values.get(i));
      all.writeBytes(plainForm(values.get(i), lengths));
    }
    GrowableSegment back = buffers.out();
    dictionary.materialize(ids.segment(), 0, values.size(), back);
    assertThat(Buffers.written(back)).isEqualTo(all.toByteArray());
  }

  private static List<Integer> read(GrowableSegment ids) {
    return IntStream.range(0, (int) (ids.size() / 4))
        .mapToObj(i -> ids.segment().get(INT_LE, 4L * i))
        .toList();
  }
}
