package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The exact sum of big-endian two's complement numbers of any width: bytes of equal weight are
 * added apart, the highest of each number with its sign.
 *
 * <pre>
 * value    | b(n-1) | ... | b1 | b0 |   b(n-1) signed, the others 0 to 255
 * sums     | s(n-1) | ... | s1 | s0 |   a long each: fewer than 2^31 rows do not overflow it
 * </pre>
 */
final class DecimalSum {
  private long[] sums = new long[16];

  static BigInteger of(ColumnReading source) {
    DecimalSum sum = new DecimalSum();
    for (int row = 0; row < source.length; row += Long.SIZE) {
      for (long rest = source.present(row); rest != 0; rest &= rest - 1) {
        int value = row + Long.numberOfTrailingZeros(rest);
        sum.add(source.data, source.start(value), source.byteLength(value));
      }
    }
    return sum.value();
  }

  private void add(MemorySegment data, long at, int length) {
    if (length > sums.length) {
      sums = Arrays.copyOf(sums, length);
    }
    for (int i = 0; i < length; i++) {
      int number = data.get(Layouts.BYTE, at + length - 1 - i);
      sums[i] += i == length - 1 ? number : number & 0xFF;
    }
  }

  private BigInteger value() {
    BigInteger value = BigInteger.ZERO;
    for (int i = sums.length - 1; i >= 0; i--) {
      value = value.shiftLeft(Byte.SIZE).add(BigInteger.valueOf(sums[i]));
    }
    return value;
  }
}
