package dev.intarsia.memory.buffer;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * The engine's own memory by its address, for what happens once a value: a segment looked at once
 * costs a dozen instructions to find out that it is there, writable, long enough and alive, a plain
 * load one.
 *
 * <p>Only for memory that the engine took from a pool and holds, at offsets that it has worked out
 * and checked against the capacity itself, never for a caller's segment and never at an offset read
 * from one. With assertions on, as in every test, each access checks the segment's bounds. Memory
 * on the heap has no address; there the segment does the work ({@code
 * docs/decisions/0012-own-memory-by-its-address.md}).
 */
public final class Raw {
  /** All addresses there are. A constant of unlimited life, so nothing is left to be checked. */
  private static final MemorySegment ALL = all();

  /** The longs of an access by four, each of which checks the range of all: once, compiled. */
  private static final VarHandle FIRST = longOfFour(0);

  private static final VarHandle SECOND = longOfFour(1);
  private static final VarHandle THIRD = longOfFour(2);
  private static final VarHandle FOURTH = longOfFour(3);

  private Raw() {}

  private static VarHandle longOfFour(long index) {
    return MemoryLayout.sequenceLayout(4, LONG_LE).varHandle(PathElement.sequenceElement(index));
  }

  @SuppressWarnings("restricted")
  private static MemorySegment all() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  /**
   * Where a segment begins.
   *
   * @param segment the engine's own
   * @return its address, to be given with it to the other methods; 0 if it lies on the heap
   */
  public static long address(MemorySegment segment) {
    return segment.isNative() ? segment.address() : 0;
  }

  /**
   * Reads four bytes, little-endian.
   *
   * @param segment the memory
   * @param address of the segment
   * @param at where in it
   * @return the number
   */
  public static int getInt(MemorySegment segment, long address, long at) {
    assert isWithin(segment, at, Integer.BYTES);
    return address == 0 ? segment.get(INT_LE, at) : ALL.get(INT_LE, address + at);
  }

  /**
   * Reads eight bytes, little-endian.
   *
   * @param segment the memory
   * @param address of the segment
   * @param at where in it
   * @return the number
   */
  public static long getLong(MemorySegment segment, long address, long at) {
    assert isWithin(segment, at, Long.BYTES);
    return address == 0 ? segment.get(LONG_LE, at) : ALL.get(LONG_LE, address + at);
  }

  /**
   * Writes a byte.
   *
   * @param segment the memory
   * @param address of the segment
   * @param at where in it
   * @param value the byte
   */
  public static void putByte(MemorySegment segment, long address, long at, byte value) {
    assert isWithin(segment, at, Byte.BYTES);
    if (address == 0) {
      segment.set(BYTE, at, value);
    } else {
      ALL.set(BYTE, address + at, value);
    }
  }

  /**
   * Writes four bytes, little-endian.
   *
   * @param segment the memory
   * @param address of the segment
   * @param at where in it
   * @param value the number
   */
  public static void putInt(MemorySegment segment, long address, long at, int value) {
    assert isWithin(segment, at, Integer.BYTES);
    if (address == 0) {
      segment.set(INT_LE, at, value);
    } else {
      ALL.set(INT_LE, address + at, value);
    }
  }

  /**
   * Writes eight bytes, little-endian.
   *
   * @param segment the memory
   * @param address of the segment
   * @param at where in it
   * @param value the number
   */
  public static void putLong(MemorySegment segment, long address, long at, long value) {
    assert isWithin(segment, at, Long.BYTES);
    if (address == 0) {
      segment.set(LONG_LE, at, value);
    } else {
      ALL.set(LONG_LE, address + at, value);
    }
  }

  /**
   * Copies 32 bytes.
   *
   * @param segment the memory
   * @param address of the segment
   * @param at where in it
   * @param source where from; anybody's segment, so every check is made
   * @param offset where in the source
   */
  public static void putFourLongs(
      MemorySegment segment, long address, long at, MemorySegment source, long offset) {
    assert isWithin(segment, at, 4 * Long.BYTES);
    long first = (long) FIRST.get(source, offset);
    long second = (long) SECOND.get(source, offset);
    long third = (long) THIRD.get(source, offset);
    long fourth = (long) FOURTH.get(source, offset);
    if (address == 0) {
      set(segment, at, first, second, third, fourth);
    } else {
      set(ALL, address + at, first, second, third, fourth);
    }
  }

  /**
   * Copies 32 bytes from memory that is the engine's own, too, and so is not checked.
   *
   * @param segment the memory
   * @param address of the segment
   * @param at where in it
   * @param source where from
   * @param sourceAddress of the source
   * @param offset where in the source
   */
  public static void copyFourLongs(
      MemorySegment segment,
      long address,
      long at,
      MemorySegment source,
      long sourceAddress,
      long offset) {
    assert isWithin(source, offset, 4 * Long.BYTES);
    if (sourceAddress == 0) {
      putFourLongs(segment, address, at, source, offset);
    } else {
      putFourLongs(segment, address, at, ALL, sourceAddress + offset);
    }
  }

  private static void set(
      MemorySegment target, long at, long first, long second, long third, long fourth) {
    FIRST.set(target, at, first);
    SECOND.set(target, at, second);
    THIRD.set(target, at, third);
    FOURTH.set(target, at, fourth);
  }

  private static boolean isWithin(MemorySegment segment, long at, int bytes) {
    return Objects.checkFromIndexSize(at, bytes, segment.byteSize()) == at;
  }
}
