package dev.intarsia.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.encoding.DictionaryBuilder;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Extremes of pages against the plainest search for them. */
class PageBoundsTest {
  private static final Schema FIELDS =
      Schema.builder("fields")
          .required("int32", PhysicalType.INT32)
          .required("uint32", LogicalType.integer(32, false))
          .required("int64", PhysicalType.INT64)
          .required("uint64", LogicalType.integer(64, false))
          .required("float", PhysicalType.FLOAT)
          .required("double", PhysicalType.DOUBLE)
          .required("float16", LogicalType.float16())
          .required("string", LogicalType.string())
          .requiredFixed("fixed5", 5)
          .requiredFixed("fixed12", 12)
          .requiredFixed("decimal", 9, LogicalType.decimal(20, 2))
          .required("bytes decimal", PhysicalType.BYTE_ARRAY, LogicalType.decimal(20, 2))
          .build();

  private MemoryPool pool;

  @BeforeEach
  void open() {
    pool = MemoryPool.create("test", MemoryLimit.mebibytes(64));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  static Stream<Field> fields() {
    return FIELDS.fields().stream();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void plainAndDictionaryPagesHaveTheExtremesOfTheirValues(Field field) {
    Random random = new Random(field.name().hashCode());
    for (int round = 0; round < 50; round++) {
      int count = 1 + random.nextInt(60);
      int kinds = 1 + random.nextInt(8);
      List<byte[]> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(value(field, round % 2 == 0 ? random : new Random(random.nextInt(kinds))));
      }
      check(field, values);
    }
  }

  private static byte[] value(Field field, Random random) {
    int length =
        switch (field.physicalType()) {
          case INT32, FLOAT -> 4;
          case INT64, DOUBLE -> 8;
          case FIXED_LEN_BYTE_ARRAY -> field.width();
          case BYTE_ARRAY -> random.nextInt(20);
          case BOOLEAN -> 1;
        };
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (random.nextInt(3) == 0) {
      Arrays.fill(bytes, 0, length - random.nextInt(length + 1), (byte) (random.nextInt(3) - 1));
    }
    ValueOrder order = ValueOrder.of(field);
    if (order.hasNan() && random.nextInt(3) == 0) {
      special(order, MemorySegment.ofArray(bytes), random.nextInt(4));
    }
    return bytes;
  }

  private static void special(ValueOrder order, MemorySegment value, int which) {
    double number = new double[] {Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY}[which];
    switch (order) {
      case FLOAT -> value.set(Layouts.FLOAT_LE, 0, (float) number);
      case DOUBLE -> value.set(Layouts.DOUBLE_LE, 0, number);
      default -> value.set(Layouts.SHORT_LE, 0, Float.floatToFloat16((float) number));
    }
  }

  private void check(Field field, List<byte[]> values) {
    ValueOrder order = ValueOrder.of(field);
    try (GrowableSegment plain = GrowableSegment.allocate(pool, "plain", 0);
        GrowableSegment ids = GrowableSegment.allocate(pool, "ids", 0);
        DictionaryBuilder dictionary = dictionary(field);
        PageBounds bounds = new PageBounds(field, order, pool, "bounds")) {
      for (byte[] value : values) {
        put(field, plain, value);
        intern(field, dictionary, ids, value);
      }
      plain.reserve(8);
      bounds.ofPlain(plain, values.size());
      check(order, values, bounds);
      bounds.ofDictionary(dictionary, ids, values.size());
      check(order, values, bounds);
    }
  }

  private DictionaryBuilder dictionary(Field field) {
    return field.physicalType() == PhysicalType.BYTE_ARRAY
        ? DictionaryBuilder.binary(pool, "dictionary")
        : DictionaryBuilder.fixedWidth(pool, "dictionary", field.width());
  }

  private static void put(Field field, GrowableSegment plain, byte[] value) {
    if (field.physicalType() == PhysicalType.BYTE_ARRAY) {
      plain.putInt(value.length);
    }
    plain.putBytes(value, 0, value.length);
  }

  private void intern(
      Field field, DictionaryBuilder dictionary, GrowableSegment ids, byte[] value) {
    try (GrowableSegment offsets = GrowableSegment.allocate(pool, "offsets", 8);
        GrowableSegment data = GrowableSegment.allocate(pool, "data", 64)) {
      offsets.putInt(0);
      offsets.putInt(value.length);
      data.putBytes(value, 0, value.length);
      data.reserve(16);
      if (field.physicalType() == PhysicalType.BYTE_ARRAY) {
        dictionary.internBinary(offsets.segment(), 0, data.segment(), 0, 1, ids);
      } else {
        dictionary.internFixedWidth(data.segment(), 0, 1, ids);
      }
    }
  }

  private static void check(ValueOrder order, List<byte[]> values, PageBounds bounds) {
    List<byte[]> ordered = values.stream().filter(value -> !isNan(order, value)).toList();
    assertThat(bounds.nans()).isEqualTo(order.hasNan() ? values.size() - ordered.size() : -1);
    assertThat(bounds.extremes().present()).isEqualTo(!ordered.isEmpty());
    if (bounds.extremes().present()) {
      byte[] min = copy(bounds, bounds.extremes().minOffset(), bounds.extremes().minLength());
      byte[] max = copy(bounds, bounds.extremes().maxOffset(), bounds.extremes().maxLength());
      assertThat(ordered)
          .allSatisfy(value -> assertThat(compare(order, min, value)).isNotPositive());
      assertThat(ordered)
          .allSatisfy(value -> assertThat(compare(order, max, value)).isNotNegative());
      assertThat(ordered).anySatisfy(value -> assertThat(same(order, min, value)).isTrue());
      assertThat(ordered).anySatisfy(value -> assertThat(same(order, max, value)).isTrue());
      if (order == ValueOrder.DOUBLE) {
        assertThat(bits(min)).isNotEqualTo(Double.doubleToRawLongBits(0.0));
        assertThat(bits(max)).isNotEqualTo(Double.doubleToRawLongBits(-0.0));
      }
    }
  }

  private static long bits(byte[] value) {
    return MemorySegment.ofArray(value).get(Layouts.LONG_LE, 0);
  }

  /** A zero extreme has the sign that the specification asks for, whatever the value's was. */
  private static boolean same(ValueOrder order, byte[] bound, byte[] value) {
    return Arrays.equals(bound, value)
        || (order.hasNan() && isZero(order, bound) && isZero(order, value));
  }

  private static boolean isZero(ValueOrder order, byte[] value) {
    return number(order, value) == 0;
  }

  private static boolean isNan(ValueOrder order, byte[] value) {
    return order.hasNan() && Double.isNaN(number(order, value));
  }

  private static double number(ValueOrder order, byte[] value) {
    MemorySegment segment = MemorySegment.ofArray(value);
    return switch (order) {
      case FLOAT -> segment.get(Layouts.FLOAT_LE, 0);
      case DOUBLE -> segment.get(Layouts.DOUBLE_LE, 0);
      default -> Float.float16ToFloat(segment.get(Layouts.SHORT_LE, 0));
    };
  }

  private static int compare(ValueOrder order, byte[] a, byte[] b) {
    return order.compare(
        MemorySegment.ofArray(a), 0, a.length, MemorySegment.ofArray(b), 0, b.length);
  }

  private static byte[] copy(PageBounds bounds, long offset, int length) {
    return bounds.extremes().segment().asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }
}
