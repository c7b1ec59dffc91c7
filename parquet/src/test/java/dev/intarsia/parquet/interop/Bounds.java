package dev.intarsia.parquet.interop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What a file must say about a range of rows, counted the slow way with parquet-java's comparators.
 *
 * @param min as the format writes it; absent where there is no bound
 * @param binaryBytes bytes of all BYTE_ARRAY values
 */
record Bounds(
    int rows, int nulls, int nans, @Nullable Bytes min, @Nullable Bytes max, long binaryBytes) {

  private static final short HALF_SIGN = (short) 0x8000;

  static Bounds of(PrimitiveType type, @Nullable Object[] values, int from, int to) {
    int nulls = 0;
    int nans = 0;
    long bytes = 0;
    Object min = null;
    Object max = null;
    for (int row = from; row < to; row++) {
      Object value = values[row];
      if (value == null) {
        nulls++;
      } else if (isNan(type, value)) {
        nans++;
      } else {
        min = min == null || compare(type, value, min) < 0 ? value : min;
        max = max == null || compare(type, value, max) > 0 ? value : max;
      }
      bytes += value instanceof Bytes binary ? binary.length() : 0;
    }
    boolean ordered = isOrdered(type);
    return new Bounds(
        to - from,
        nulls,
        nans,
        min == null || !ordered ? null : plain(zero(type, min, true)),
        max == null || !ordered ? null : plain(zero(type, max, false)),
        type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY ? bytes : 0);
  }

  boolean allNull() {
    return nulls == rows;
  }

  boolean isBounded() {
    return min != null;
  }

  /** What is wrong with a bound that a file claims. */
  Optional<String> problem(
      String bound, @Nullable Bytes claimed, boolean exact, PrimitiveType type, int limit) {
    boolean lower = bound.equals("min");
    Bytes expected = lower ? min : max;
    if (expected == null || claimed == null) {
      return Objects.equals(expected, claimed)
          ? Optional.empty()
          : Optional.of("%s is %s, not %s".formatted(bound, claimed, expected));
    }
    boolean right =
        expected.equals(claimed)
            || (!exact
                && isBinary(type)
                && claimed.length() <= limit
                && encloses(lower, expected, claimed, type));
    return right
        ? Optional.empty()
        : Optional.of(
            "%s %s is %s, but the %s value is %s"
                .formatted(exact ? "exact" : "inexact", bound, claimed, bound, expected));
  }

  /** Only byte strings can be cut. */
  private static boolean isBinary(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        || (type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY && !hasNan(type));
  }

  private static boolean encloses(boolean lower, Bytes value, Bytes bound, PrimitiveType type) {
    int order = compare(type, bound, value);
    return lower ? order <= 0 : order >= 0;
  }

  /** Whether such a value counts as NaN in this type. */
  static boolean isNan(PrimitiveType type, Object value) {
    return type.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation
        ? Values.isNanHalf((Bytes) value)
        : Values.isNan(value);
  }

  /** Whether the values of a type have an order, and so bounds. */
  static boolean isOrdered(PrimitiveType type) {
    return !(type.getLogicalTypeAnnotation() instanceof IntervalLogicalTypeAnnotation);
  }

  /** Whether a type knows NaN at all. */
  static boolean hasNan(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
        || type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE
        || type.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation;
  }

  /** By parquet-java's order of the type; where it has none, any. */
  static int compare(PrimitiveType type, Object left, Object right) {
    if (!isOrdered(type)) {
      return 0;
    }
    PrimitiveComparator<Object> comparator = type.comparator();
    return comparator.compare(comparable(left), comparable(right));
  }

  private static Object comparable(Object value) {
    return value instanceof Bytes bytes ? Binary.fromConstantByteArray(bytes.array()) : value;
  }

  /** A zero's sign is not to be trusted, so a minimum is -0.0 and a maximum 0.0. */
  private static Object zero(PrimitiveType type, Object value, boolean lower) {
    return switch (value) {
      case Float single when single == 0 -> lower ? -0.0f : 0.0f;
      case Double number when number == 0 -> lower ? -0.0 : 0.0;
      case Bytes half when hasNan(type) && (Values.halfBits(half) & 0x7fff) == 0 ->
          Values.half(lower ? HALF_SIGN : 0);
      default -> value;
    };
  }

  /** A value as statistics hold it: PLAIN, without a length. */
  static Bytes plain(Object value) {
    return switch (value) {
      case Boolean bit -> Bytes.of((byte) (bit ? 1 : 0));
      case Integer number -> Bytes.of(littleEndian(Integer.BYTES).putInt(number).array());
      case Long number -> Bytes.of(littleEndian(Long.BYTES).putLong(number).array());
      case Float number -> Bytes.of(littleEndian(Float.BYTES).putFloat(number).array());
      case Double number -> Bytes.of(littleEndian(Double.BYTES).putDouble(number).array());
      case Bytes bytes -> bytes;
      default -> throw new IllegalArgumentException("not a physical value: " + value);
    };
  }

  /** The inverse of {@link #plain}. */
  static Object value(ByteBuffer plain, PrimitiveType type) {
    ByteBuffer buffer = plain.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> buffer.get() != 0;
      case INT32 -> buffer.getInt();
      case INT64 -> buffer.getLong();
      case FLOAT -> buffer.getFloat();
      case DOUBLE -> buffer.getDouble();
      case BINARY, FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        yield Bytes.of(bytes);
      }
      case INT96 -> throw new IllegalArgumentException("INT96 is never written");
    };
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
