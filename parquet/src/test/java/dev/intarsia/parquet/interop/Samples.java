package dev.intarsia.parquet.interop;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Legal values of a type: the edges first, then any number of others. */
final class Samples {
  private static final int LONG_TEXT = 300;

  private final PrimitiveType type;
  private final RandomGenerator random;

  Samples(PrimitiveType type, RandomGenerator random) {
    this.type = type;
    this.random = random;
  }

  /** The values at which implementations break. */
  List<Object> edges() {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (logical) {
      case null -> physicalEdges();
      case StringLogicalTypeAnnotation _, EnumLogicalTypeAnnotation _ -> texts();
      case JsonLogicalTypeAnnotation _ -> jsons();
      case BsonLogicalTypeAnnotation _ -> List.of(bson(0), bson(1), bson(Integer.MIN_VALUE));
      case UUIDLogicalTypeAnnotation _ ->
          List.of(Values.uuid(new UUID(0, 0)), Values.uuid(new UUID(-1, -1)), uuid());
      case DateLogicalTypeAnnotation _ ->
          ints(0, -1, 1, -719_162, 2_932_896, -2_147_483_646, 2_147_483_646);
      case TimeLogicalTypeAnnotation time -> times(time.getUnit());
      case TimestampLogicalTypeAnnotation timestamp -> timestamps(timestamp.getUnit());
      case IntLogicalTypeAnnotation integer -> integers(integer);
      case DecimalLogicalTypeAnnotation decimal -> decimals(decimal.getPrecision());
      case Float16LogicalTypeAnnotation _ -> halves();
      case IntervalLogicalTypeAnnotation _ ->
          List.of(
              Values.interval(0, 0, 0),
              Values.interval(1, 2, 3),
              Values.interval(0, 0, -1),
              Values.interval(11, 31, 86_399_999));
      default -> throw new IllegalArgumentException("not written: " + type);
    };
  }

  /** Some legal value. */
  Object next() {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (logical) {
      case null -> physical();
      case StringLogicalTypeAnnotation _, EnumLogicalTypeAnnotation _ -> Bytes.utf8(text());
      case JsonLogicalTypeAnnotation _ -> Bytes.utf8("{\"k\":\"" + text() + "\"}");
      case BsonLogicalTypeAnnotation _ -> bson(random.nextInt());
      case UUIDLogicalTypeAnnotation _ -> uuid();
      case DateLogicalTypeAnnotation _ -> random.nextInt(-100_000, 100_000);
      case TimeLogicalTypeAnnotation time -> number(random.nextLong(perDay(time.getUnit())));
      case TimestampLogicalTypeAnnotation timestamp ->
          1_700_000_000L * perSecond(timestamp.getUnit()) + random.nextInt();
      case IntLogicalTypeAnnotation integer -> integer(integer);
      case DecimalLogicalTypeAnnotation decimal -> decimal(decimal.getPrecision());
      case Float16LogicalTypeAnnotation _ ->
          Values.half(Float.floatToFloat16((float) random.nextGaussian()));
      case IntervalLogicalTypeAnnotation _ ->
          Values.interval(random.nextInt(500), random.nextInt(5_000), random.nextInt(90_000_000));
      default -> throw new IllegalArgumentException("not written: " + type);
    };
  }

  /** A legal value of about so many bytes, for the types that have such. */
  Object large(int bytes) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      byte[] value = bytes(type.getTypeLength()).array();
      Arrays.fill(value, value.length / 2, value.length, (byte) 0);
      return Bytes.of(value);
    }
    StringBuilder filler = new StringBuilder();
    random.ints(bytes, 'a', 'z' + 1).forEach(filler::appendCodePoint);
    return switch (type.getLogicalTypeAnnotation()) {
      case JsonLogicalTypeAnnotation _ -> Bytes.utf8("\"" + filler + "\"");
      case BsonLogicalTypeAnnotation _ -> bson(filler.toString());
      case null, default -> Bytes.utf8(filler.toString());
    };
  }

  private List<Object> physicalEdges() {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> List.of(true, false);
      case INT32 -> ints(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
      case INT64 -> longs(Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE);
      case FLOAT -> floats();
      case DOUBLE -> doubles();
      case BINARY -> List.of(Bytes.of(), Bytes.of((byte) 0), Bytes.of((byte) -1), bytes(LONG_TEXT));
      case FIXED_LEN_BYTE_ARRAY -> List.of(filled(0), filled(0x7f), filled(0x80), filled(0xff));
      case INT96 -> throw new IllegalArgumentException("INT96 is never written");
    };
  }

  private Object physical() {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> random.nextBoolean();
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong();
      case FLOAT -> (float) random.nextGaussian();
      case DOUBLE -> random.nextGaussian();
      case BINARY -> bytes(random.nextInt(12));
      case FIXED_LEN_BYTE_ARRAY -> bytes(type.getTypeLength());
      case INT96 -> throw new IllegalArgumentException("INT96 is never written");
    };
  }

  private static List<Object> ints(int... values) {
    return IntStream.of(values).<Object>mapToObj(Integer::valueOf).toList();
  }

  private static List<Object> longs(long... values) {
    return LongStream.of(values).<Object>mapToObj(Long::valueOf).toList();
  }

  /** In the physical type of an integer-like logical type. */
  private Object number(long value) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
        ? (Object) (int) value
        : (Object) value;
  }

  private List<Object> numbers(long... values) {
    return LongStream.of(values).mapToObj(this::number).toList();
  }

  private static List<Object> floats() {
    List<Object> values = new ArrayList<>();
    for (int bits :
        new int[] {0x7fc00000, 0x7fc12345, 0xffc00001, 0x7f800001, 0x80000000, 0, 1, 0x00800000}) {
      values.add(Float.intBitsToFloat(bits));
    }
    values.addAll(
        List.of(
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -Float.MAX_VALUE));
    return values;
  }

  private static List<Object> doubles() {
    List<Object> values = new ArrayList<>();
    for (long bits :
        new long[] {
          0x7ff8000000000000L,
          0x7ff8123456789abcL,
          0xfff8000000000001L,
          0x7ff0000000000001L,
          0x8000000000000000L,
          0,
          1,
          0x0010000000000000L
        }) {
      values.add(Double.longBitsToDouble(bits));
    }
    values.addAll(
        List.of(
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE));
    return values;
  }

  private static List<Object> halves() {
    List<Object> values = new ArrayList<>();
    for (int bits :
        new int[] {
          0x7e00, 0x7e01, 0xfe00, 0x7c00, 0xfc00, 0x8000, 0, 1, 0x8001, 0x7bff, 0xfbff, 0x3c00
        }) {
      values.add(Values.half((short) bits));
    }
    return values;
  }

  private static List<Object> texts() {
    return List.of(
        Bytes.utf8(""),
        Bytes.utf8("a"),
        Bytes.utf8("\u0000"),
        Bytes.utf8("h\u00e9llo"),
        Bytes.utf8("\u6f22\u5b57"),
        Bytes.utf8("\uD83C\uDF89\uDBFF\uDFFF"),
        Bytes.utf8("x".repeat(LONG_TEXT)),
        Bytes.utf8("\u6f22".repeat(LONG_TEXT)),
        Bytes.utf8("\uDBFF\uDFFF".repeat(LONG_TEXT)));
  }

  private static List<Object> jsons() {
    return List.of(
        Bytes.utf8("null"),
        Bytes.utf8("{}"),
        Bytes.utf8("[ 1 , 2.50 ]"),
        Bytes.utf8("\"h\u00e9\uD83C\uDF89\""),
        Bytes.utf8("\"" + "y".repeat(LONG_TEXT) + "\""));
  }

  private List<Object> times(TimeUnit unit) {
    long day = perDay(unit);
    return numbers(0, 1, perSecond(unit), day / 2, day - 1);
  }

  /** From year 1 to 9999, and as far as microseconds (or nanoseconds) in 64 bits reach. */
  private List<Object> timestamps(TimeUnit unit) {
    return switch (unit) {
      case MILLIS ->
          longs(
              0,
              -1,
              1,
              -62_135_596_800_000L,
              253_402_300_799_999L,
              -9_200_000_000_000_000L,
              9_200_000_000_000_000L);
      case MICROS ->
          longs(
              0,
              -1,
              1,
              -62_135_596_800_000_000L,
              253_402_300_799_999_999L,
              -9_200_000_000_000_000_000L,
              Long.MAX_VALUE - 1);
      case NANOS -> longs(0, -1, 1, -Long.MAX_VALUE + 1_000_000_000L, Long.MAX_VALUE - 1);
    };
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000L;
      case MICROS -> 1_000_000L;
      case NANOS -> 1_000_000_000L;
    };
  }

  private static long perDay(TimeUnit unit) {
    return 86_400L * perSecond(unit);
  }

  private List<Object> integers(IntLogicalTypeAnnotation integer) {
    int bits = integer.getBitWidth();
    long top = integer.isSigned() ? (1L << (bits - 1)) - 1 : (bits == 64 ? -1L : (1L << bits) - 1);
    long bottom = integer.isSigned() ? -1L << (bits - 1) : 0;
    long middle = 1L << (bits - 1);
    return integer.isSigned()
        ? numbers(bottom, -1, 0, 1, top)
        : numbers(bottom, 1, middle - 1, middle, top);
  }

  private Object integer(IntLogicalTypeAnnotation integer) {
    long bits = random.nextLong();
    int unused = Long.SIZE - integer.getBitWidth();
    return number(integer.isSigned() ? bits << unused >> unused : bits << unused >>> unused);
  }

  private List<Object> decimals(int precision) {
    BigInteger top = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    List<Object> values = new ArrayList<>();
    for (BigInteger unscaled :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.ONE.negate(),
            top,
            top.negate(),
            BigInteger.valueOf(9))) {
      values.add(Values.physical(unscaled, type));
    }
    return values;
  }

  private Object decimal(int precision) {
    BigInteger bound = BigInteger.TEN.pow(precision);
    int bits = random.nextInt(bound.bitLength() + 1);
    BigInteger magnitude = new BigInteger(bits, Random.from(random)).mod(bound);
    return Values.physical(random.nextBoolean() ? magnitude : magnitude.negate(), type);
  }

  private String text() {
    int length = random.nextInt(14);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(random.nextInt(8) == 0 ? 0x4e00 + random.nextInt(999) : 'a' + i);
    }
    return text.toString();
  }

  private Bytes uuid() {
    return Values.uuid(new UUID(random.nextLong(), random.nextLong()));
  }

  private Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private Bytes filled(int value) {
    byte[] bytes = new byte[type.getTypeLength()];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }

  /** The document {@code {"i": value}}. */
  private static Bytes bson(int value) {
    return Bytes.of(
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(12)
            .put((byte) 0x10)
            .put((byte) 'i')
            .put((byte) 0)
            .putInt(value)
            .put((byte) 0)
            .array());
  }

  /** The document {@code {"s": text}}. */
  private static Bytes bson(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length + 13;
    return Bytes.of(
        ByteBuffer.allocate(length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(length)
            .put((byte) 0x02)
            .put((byte) 's')
            .put((byte) 0)
            .putInt(utf8.length + 1)
            .put(utf8)
            .put((byte) 0)
            .put((byte) 0)
            .array());
  }
}
