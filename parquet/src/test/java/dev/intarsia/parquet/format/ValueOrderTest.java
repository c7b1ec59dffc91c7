package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.ValueOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueOrderTest {

  static Iterable<Field> fields() {
    return AllTypes.schema().fields();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void valuesCompareAsParquetJavaComparesThem(Field field) {
    ValueOrder order = ValueOrder.of(field);
    if (order == ValueOrder.UNDEFINED) {
      return;
    }
    PrimitiveComparator<Object> oracle = Oracle.type(field).comparator();
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] a = value(random, field);
      byte[] b = random.nextInt(10) == 0 ? a.clone() : value(random, field);
      int expected = oracle.compare(boxed(field, a), boxed(field, b));
      assertThat(Integer.signum(compare(order, a, b))).isEqualTo(Integer.signum(expected));
    }
  }

  private static byte[] value(Random random, Field field) {
    int length = field.typeLength() > 0 ? field.typeLength() : random.nextInt(5);
    if (field.logicalType() instanceof LogicalType.DecimalType && length == 0) {
      length = 1;
    }
    if (field.logicalType() instanceof LogicalType.Float16Type) {
      short half = Float.floatToFloat16((float) random.nextGaussian(0, 100));
      return new byte[] {(byte) half, (byte) (half >> 8)};
    }
    return Bytes.random(random, field.physicalType(), length);
  }

  private static Object boxed(Field field, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (field.physicalType()) {
      case BOOLEAN -> bytes[0] != 0;
      case INT32 -> buffer.getInt();
      case INT64 -> buffer.getLong();
      case FLOAT -> buffer.getFloat();
      case DOUBLE -> buffer.getDouble();
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Binary.fromConstantByteArray(bytes);
    };
  }

  /** The values stand somewhere in the middle, with other bytes around them. */
  private static int compare(ValueOrder order, byte[] a, byte[] b) {
    byte[] aWide = new byte[a.length + 9];
    System.arraycopy(a, 0, aWide, 5, a.length);
    byte[] bWide = new byte[b.length + 9];
    java.util.Arrays.fill(bWide, (byte) -1);
    System.arraycopy(b, 0, bWide, 3, b.length);
    return order.compare(Bytes.segment(aWide), 5, a.length, Bytes.segment(bWide), 3, b.length);
  }

  @Test
  void decimalsOfUnequalLengthsCompareByValue() {
    byte[] minusOne = {(byte) 0xFF};
    byte[] minusOneWide = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
    byte[] one = {0, 1};

    assertThat(compare(ValueOrder.SIGNED_BYTES, minusOne, minusOneWide)).isZero();
    assertThat(compare(ValueOrder.SIGNED_BYTES, minusOneWide, one)).isNegative();
    assertThat(compare(ValueOrder.SIGNED_BYTES, one, minusOne)).isPositive();
  }

  @Test
  void intervalsHaveNoOrder() {
    Field field = Field.of("span", LogicalType.interval(), true);

    assertThat(ValueOrder.of(field)).isEqualTo(ValueOrder.UNDEFINED);
    assertThatThrownBy(() -> compare(ValueOrder.UNDEFINED, new byte[12], new byte[12]))
        .isInstanceOf(IllegalStateException.class);
  }
}
