package dev.intarsia.columns.compute;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A column of random values that starts at odd offsets, and beside it what each row means: a
 * BigInteger, Double, Boolean, or text whose characters are the bytes; null for a null.
 */
record RandomColumn(Column column, List<@Nullable Object> model) {
  /** One field for each way to compare. */
  static final List<Field> FIELDS =
      List.of(
          new PrimitiveField("bit", PhysicalType.BOOLEAN, 0, null, true),
          new PrimitiveField("int", PhysicalType.INT32, 0, null, true),
          Field.of("uint", LogicalType.integer(32, false), true),
          new PrimitiveField("long", PhysicalType.INT64, 0, null, true),
          Field.of("ulong", LogicalType.integer(64, false), true),
          new PrimitiveField("float", PhysicalType.FLOAT, 0, null, true),
          new PrimitiveField("double", PhysicalType.DOUBLE, 0, null, true),
          Field.of("half", LogicalType.float16(), true),
          Field.of("text", LogicalType.string(), true),
          new PrimitiveField("fixed", PhysicalType.FIXED_LEN_BYTE_ARRAY, 11, null, true),
          Field.of("decimal", LogicalType.decimal(30, 2), true),
          Field.of("wide", PhysicalType.BYTE_ARRAY, LogicalType.decimal(40, 0), true));

  static RandomColumn of(Field field, int length, Random random, Arena arena) {
    List<byte[]> values = new ArrayList<>();
    List<@Nullable Object> model = new ArrayList<>();
    int nulls = random.nextInt(4) * 30;
    for (int row = 0; row < length; row++) {
      byte[] value = value(field, random);
      values.add(value);
      model.add(random.nextInt(100) < nulls ? null : meaning(field, value));
    }
    return new RandomColumn(column(field, values, model, random, arena), model);
  }

  /** A value's PLAIN bytes: often one of the edges, otherwise any or a small one. */
  static byte[] value(Field field, Random random) {
    return switch (ValueOrder.of(field)) {
      case BOOLEAN -> new byte[] {(byte) random.nextInt(2)};
      case INT32, UNSIGNED_INT32 -> littleEndian(integer(random, 32), Integer.BYTES);
      case INT64, UNSIGNED_INT64 -> littleEndian(integer(random, 64), Long.BYTES);
      case FLOAT -> littleEndian(Float.floatToRawIntBits((float) number(random)), Float.BYTES);
      case DOUBLE -> littleEndian(Double.doubleToRawLongBits(number(random)), Double.BYTES);
      case FLOAT16 -> littleEndian(Float.floatToFloat16((float) number(random)), Short.BYTES);
      case BYTES, UNDEFINED -> text(random, field.typeLength());
      case SIGNED_BYTES -> decimal(random, field.typeLength());
    };
  }

  private static long integer(Random random, int bits) {
    long lowest = -1L << (bits - 1);
    return switch (random.nextInt(5)) {
      case 0 -> lowest + random.nextInt(2);
      case 1 -> ~lowest - random.nextInt(2);
      case 2 -> random.nextLong() >> (64 - bits);
      default -> random.nextInt(-5, 6);
    };
  }

  private static double number(Random random) {
    double[] edges = {
      0.0,
      -0.0,
      Double.NaN,
      Double.longBitsToDouble(0xFFF8_0000_0000_0001L),
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Float.MAX_VALUE,
      65_504,
      0.1
    };
    return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextGaussian();
  }

  private static byte[] text(Random random, int typeLength) {
    byte[] bytes = new byte[typeLength > 0 ? typeLength : random.nextInt(20)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i < 9 && random.nextInt(8) > 0 ? 'a' : random.nextInt(4) * 85);
    }
    return bytes;
  }

  private static byte[] decimal(Random random, int typeLength) {
    byte[] shortest = BigInteger.valueOf(integer(random, 64)).toByteArray();
    int length = typeLength > 0 ? typeLength : shortest.length + random.nextInt(3);
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) (shortest[0] >> 7));
    System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
    return bytes;
  }

  private static byte[] littleEndian(long value, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }

  static Object meaning(Field field, byte[] value) {
    return switch (ValueOrder.of(field)) {
      case BOOLEAN -> value[0] != 0;
      case INT32, INT64 -> bigEndian(value);
      case UNSIGNED_INT32, UNSIGNED_INT64 -> unsigned(bigEndian(value), value.length);
      case FLOAT -> (double) Float.intBitsToFloat(bigEndian(value).intValue());
      case DOUBLE -> Double.longBitsToDouble(bigEndian(value).longValue());
      case FLOAT16 -> (double) Float.float16ToFloat(bigEndian(value).shortValue());
      case BYTES, UNDEFINED -> new String(value, StandardCharsets.ISO_8859_1);
      case SIGNED_BYTES -> new BigInteger(value);
    };
  }

  private static BigInteger unsigned(BigInteger value, int width) {
    return value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(8 * width)) : value;
  }

  private static BigInteger bigEndian(byte[] littleEndian) {
    byte[] reversed = new byte[littleEndian.length];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = littleEndian[reversed.length - 1 - i];
    }
    return new BigInteger(reversed);
  }

  private static Column column(
      Field field, List<byte[]> values, List<@Nullable Object> model, Random random, Arena arena) {
    int length = values.size();
    int bit = random.nextInt(70);
    MemorySegment validity = arena.allocate(Bits.ceilDiv(bit + length, 8) + 1);
    validity.fill((byte) random.nextInt());
    for (int row = 0; row < length; row++) {
      set(validity, bit + row, model.get(row) != null);
    }
    return switch (field.physicalType()) {
      case BOOLEAN -> {
        int at = random.nextInt(70);
        MemorySegment bits = arena.allocate(Bits.ceilDiv(at + length, 8) + 1);
        for (int row = 0; row < length; row++) {
          set(bits, at + row, values.get(row)[0] != 0);
        }
        yield BooleanColumn.wrap(field, length, bits, at, validity, bit);
      }
      case BYTE_ARRAY -> binary(field, values, validity, bit, random.nextInt(9), arena);
      case INT32, INT64, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> {
        int at = random.nextInt(9);
        MemorySegment slots = arena.allocate(at + (long) length * field.width());
        for (int row = 0; row < length; row++) {
          put(values.get(row), slots, at + (long) row * field.width());
        }
        yield FixedWidthColumn.wrap(field, length, slots, at, validity, bit);
      }
    };
  }

  private static Column binary(
      Field field, List<byte[]> values, MemorySegment validity, int bit, int at, Arena arena) {
    int length = values.size();
    MemorySegment offsets = arena.allocate(at + 4L * (length + 1));
    MemorySegment data =
        arena.allocate(at + values.stream().mapToLong(value -> value.length).sum());
    int end = at;
    for (int row = 0; row <= length; row++) {
      offsets.set(Layouts.INT_LE, at + 4L * row, end);
      if (row < length) {
        put(values.get(row), data, end);
        end += values.get(row).length;
      }
    }
    return BinaryColumn.wrap(field, length, offsets, at, data, validity, bit);
  }

  private static void put(byte[] bytes, MemorySegment target, long at) {
    MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, at, bytes.length);
  }

  private static void set(MemorySegment bits, long bit, boolean value) {
    if (value) {
      Bits.set(bits, bit);
    } else {
      Bits.clear(bits, bit);
    }
  }
}
