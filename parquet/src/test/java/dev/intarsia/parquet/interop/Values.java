package dev.intarsia.parquet.interop;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Raw physical values: how they compare, and how logical values become them. */
final class Values {
  private static final int HALF_EXPONENT = 0x7c00;
  private static final int HALF_FRACTION = 0x03ff;

  private Values() {}

  /** Equality by bits: -0.0 is not 0.0, and NaNs differ by payload. */
  static boolean identical(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Float a && right instanceof Float b) {
      return Float.floatToRawIntBits(a) == Float.floatToRawIntBits(b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }
    return Objects.equals(left, right);
  }

  /** The unscaled value of a decimal in the bytes of its physical type. */
  static Object physical(BigInteger unscaled, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> unscaled.intValueExact();
      case INT64 -> unscaled.longValueExact();
      case BINARY -> Bytes.of(unscaled.toByteArray());
      case FIXED_LEN_BYTE_ARRAY -> Bytes.of(signExtended(unscaled, type.getTypeLength()));
      default -> throw new IllegalArgumentException("a decimal in " + type);
    };
  }

  private static byte[] signExtended(BigInteger unscaled, int length) {
    byte[] shortest = unscaled.toByteArray();
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
    return bytes;
  }

  /** What INT32 holds for an integer that was read sign-extended from its own width. */
  static int widened(int value, PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
            && !integer.isSigned()
            && integer.getBitWidth() < Integer.SIZE
        ? value & ((1 << integer.getBitWidth()) - 1)
        : value;
  }

  static Bytes half(short bits) {
    return Bytes.of((byte) bits, (byte) (bits >> Byte.SIZE));
  }

  static short halfBits(Bytes half) {
    return ByteBuffer.wrap(half.array()).order(ByteOrder.LITTLE_ENDIAN).getShort();
  }

  static boolean isNanHalf(Bytes half) {
    short bits = halfBits(half);
    return (bits & HALF_EXPONENT) == HALF_EXPONENT && (bits & HALF_FRACTION) != 0;
  }

  static boolean isNan(Object value) {
    return switch (value) {
      case Float single -> single.isNaN();
      case Double number -> number.isNaN();
      default -> false;
    };
  }

  static Bytes uuid(UUID uuid) {
    return Bytes.of(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array());
  }

  static Bytes interval(int months, int days, int millis) {
    return Bytes.of(
        ByteBuffer.allocate(3 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(months)
            .putInt(days)
            .putInt(millis)
            .array());
  }
}
