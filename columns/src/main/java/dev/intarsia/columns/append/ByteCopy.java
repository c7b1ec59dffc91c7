package dev.intarsia.columns.append;

import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies values. Short ones, which is most of them, go by a few longs: cheaper than a call. Where
 * the source goes on far enough they go by steps of four longs, so that up to 32 bytes no branch
 * depends on the length, which would be guessed wrong too often; the target has room for what comes
 * along.
 */
final class ByteCopy {
  /** Above this a call pays for itself. */
  static final long SHORT = 128;

  /** The same for copies that must not overwrite what is behind. */
  private static final long SHORT_EXACTLY = 32;

  /** Bytes copied at a time. */
  private static final long STEP = 4 * Long.BYTES;

  /** Bytes behind a value in the target that may be overwritten. */
  static final long SLACK = STEP;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ByteCopy() {}

  /**
   * Copies into a column's own memory, which has room for {@link #SLACK} bytes behind the value.
   *
   * @param address of the target, as {@link Raw} wants it
   */
  static void copy(
      MemorySegment source, long offset, MemorySegment target, long address, long at, long length) {
    if (length <= SHORT) {
      copyShort(source, offset, target, address, at, length);
    } else {
      MemorySegment.copy(source, offset, target, at, length);
    }
  }

  /** The same for at most {@link #SHORT} bytes. */
  static void copyShort(
      MemorySegment source, long offset, MemorySegment target, long address, long at, long length) {
    long last = length | (STEP - 1); // the last byte that whole steps might reach
    if (offset >= source.byteSize() - last) {
      exactly(source, offset, target, at, length);
      return;
    }
    Raw.putFourLongs(target, address, at, source, offset);
    for (long done = STEP; done < length; done += STEP) {
      Raw.putFourLongs(target, address, at + done, source, offset + done);
    }
  }

  /**
   * Copies and overwrites nothing behind: for targets without room for more than the value. Where
   * all values are of one length, its branches are guessed right.
   */
  static void exactly(
      MemorySegment source, long offset, MemorySegment target, long at, long length) {
    if (length > SHORT_EXACTLY) {
      MemorySegment.copy(source, offset, target, at, length);
    } else if (length >= Long.BYTES) {
      longs(source, offset, target, at, length);
    } else {
      few(source, offset, target, at, length);
    }
  }

  /** 8 to 32 bytes: the first and the last eight, and the next ones inwards. */
  private static void longs(
      MemorySegment source, long offset, MemorySegment target, long at, long length) {
    long last = length - Long.BYTES;
    target.set(Layouts.LONG_LE, at, source.get(Layouts.LONG_LE, offset));
    target.set(Layouts.LONG_LE, at + last, source.get(Layouts.LONG_LE, offset + last));
    if (length > 2 * Long.BYTES) {
      long inner = last - Long.BYTES;
      target.set(
          Layouts.LONG_LE, at + Long.BYTES, source.get(Layouts.LONG_LE, offset + Long.BYTES));
      target.set(Layouts.LONG_LE, at + inner, source.get(Layouts.LONG_LE, offset + inner));
    }
  }

  /** 0 to 7 bytes. */
  private static void few(
      MemorySegment source, long offset, MemorySegment target, long at, long length) {
    if (length >= Integer.BYTES) {
      long last = length - Integer.BYTES;
      target.set(Layouts.INT_LE, at, source.get(Layouts.INT_LE, offset));
      target.set(Layouts.INT_LE, at + last, source.get(Layouts.INT_LE, offset + last));
    } else if (length > 0) {
      long middle = length >>> 1;
      long last = length - 1;
      target.set(Layouts.BYTE, at, source.get(Layouts.BYTE, offset));
      target.set(Layouts.BYTE, at + middle, source.get(Layouts.BYTE, offset + middle));
      target.set(Layouts.BYTE, at + last, source.get(Layouts.BYTE, offset + last));
    }
  }

  static void copy(byte[] source, int offset, MemorySegment target, long at, int length) {
    if (length > SHORT_EXACTLY) {
      MemorySegment.copy(source, offset, target, Layouts.BYTE, at, length);
    } else if (length >= Long.BYTES) {
      longs(source, offset, target, at, length);
    } else {
      few(source, offset, target, at, length);
    }
  }

  private static void longs(byte[] source, int offset, MemorySegment target, long at, int length) {
    int last = length - Long.BYTES;
    target.set(Layouts.LONG_LE, at, (long) LONGS.get(source, offset));
    target.set(Layouts.LONG_LE, at + last, (long) LONGS.get(source, offset + last));
    if (length > 2 * Long.BYTES) {
      int inner = last - Long.BYTES;
      target.set(Layouts.LONG_LE, at + Long.BYTES, (long) LONGS.get(source, offset + Long.BYTES));
      target.set(Layouts.LONG_LE, at + inner, (long) LONGS.get(source, offset + inner));
    }
  }

  private static void few(byte[] source, int offset, MemorySegment target, long at, int length) {
    if (length >= Integer.BYTES) {
      int last = length - Integer.BYTES;
      target.set(Layouts.INT_LE, at, (int) INTS.get(source, offset));
      target.set(Layouts.INT_LE, at + last, (int) INTS.get(source, offset + last));
    } else if (length > 0) {
      int middle = length >>> 1;
      int last = length - 1;
      target.set(Layouts.BYTE, at, source[offset]);
      target.set(Layouts.BYTE, at + middle, source[offset + middle]);
      target.set(Layouts.BYTE, at + last, source[offset + last]);
    }
  }
}
