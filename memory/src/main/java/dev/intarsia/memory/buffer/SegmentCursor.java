package dev.intarsia.memory.buffer;

import dev.intarsia.memory.CorruptDataException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads bytes that are not to be trusted, front to back, little-endian. Every problem becomes one
 * {@link CorruptDataException} that names the place by the cursor's label and the offset. Not
 * thread-safe.
 */
public final class SegmentCursor {
  private static final int LONGEST_VARINT = 10;

  private final MemorySegment segment;
  private final String label;
  private final long limit;
  private long position;

  private SegmentCursor(MemorySegment segment, String label) {
    this.segment = segment;
    this.label = label;
    this.limit = segment.byteSize();
  }

  /**
   * A cursor at the start.
   *
   * @param segment what to read, all of it
   * @param label what it is, for messages: "footer", "page 3 of price"
   * @return the cursor
   */
  public static SegmentCursor of(MemorySegment segment, String label) {
    return new SegmentCursor(segment, label);
  }

  /**
   * Where the next read begins.
   *
   * @return the offset in bytes
   */
  public long position() {
    return position;
  }

  /**
   * What is left.
   *
   * @return bytes
   */
  public long remaining() {
    return limit - position;
  }

  /**
   * Takes the next bytes as they are.
   *
   * @param length how many
   * @return a slice of what is read
   * @throws CorruptDataException if there are not so many
   */
  public MemorySegment bytes(long length) {
    return segment.asSlice(advance(length), length);
  }

  /**
   * Takes the next bytes as a cursor of their own.
   *
   * @param length how many
   * @param part what they are, for messages
   * @return a cursor over them
   * @throws CorruptDataException if there are not so many
   */
  public SegmentCursor part(long length, String part) {
    return new SegmentCursor(bytes(length), label + ", " + part);
  }

  /**
   * Passes over bytes.
   *
   * @param length how many
   * @throws CorruptDataException if there are not so many
   */
  public void skip(long length) {
    advance(length);
  }

  /**
   * Reads a byte.
   *
   * @return 0 to 255
   * @throws CorruptDataException at the end
   */
  public int unsignedByte() {
    return segment.get(Layouts.BYTE, advance(Byte.BYTES)) & 0xFF;
  }

  /**
   * Reads four bytes.
   *
   * @return the number
   * @throws CorruptDataException if there are not so many
   */
  public int int32() {
    return segment.get(Layouts.INT_LE, advance(Integer.BYTES));
  }

  /**
   * Reads eight bytes.
   *
   * @return the number
   * @throws CorruptDataException if there are not so many
   */
  public long int64() {
    return segment.get(Layouts.LONG_LE, advance(Long.BYTES));
  }

  /**
   * Reads a length of four bytes, which must fit what is left.
   *
   * @return not negative
   * @throws CorruptDataException if it does not
   */
  public int length32() {
    long at = position;
    int length = int32();
    if (length < 0 || length > remaining()) {
      throw corrupt(at, "a length of " + length + " where " + remaining() + " bytes are left");
    }
    return length;
  }

  /**
   * Reads an unsigned number of seven bits a byte, least significant first (ULEB128).
   *
   * @return 64 bits
   * @throws CorruptDataException if it does not end or is longer than 64 bits
   */
  public long varint() {
    long start = position;
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      int next = unsignedByte();
      // Of the tenth byte only one bit is left to be filled.
      if (i == LONGEST_VARINT - 1 && next > 1) {
        break;
      }
      value |= (next & 0x7FL) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw corrupt(start, "a number longer than 64 bits");
  }

  /**
   * Reads a signed number in the zigzag form of {@link #varint}.
   *
   * @return 64 bits
   * @throws CorruptDataException if it does not end or is longer than 64 bits
   */
  public long zigzag() {
    long coded = varint();
    return (coded >>> 1) ^ -(coded & 1);
  }

  /**
   * Copies the next bytes out.
   *
   * @param target filled
   * @throws CorruptDataException if there are not so many
   */
  public void copyTo(byte[] target) {
    long at = advance(target.length);
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, target, 0, target.length);
  }

  /**
   * Makes an exception of a problem that the reader of a format found.
   *
   * @param offset where
   * @param problem what is wrong
   * @return to be thrown
   */
  public CorruptDataException corrupt(long offset, String problem) {
    return new CorruptDataException(label, offset, problem);
  }

  private long advance(long length) {
    long at = position;
    if (length < 0 || length > limit - at) {
      throw corrupt(at, length + " bytes wanted where " + (limit - at) + " are left");
    }
    position = at + length;
    return at;
  }
}
