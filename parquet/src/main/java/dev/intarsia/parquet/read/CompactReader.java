package dev.intarsia.parquet.read;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Thrift's compact protocol out of a segment, front to back, without an object per struct or field.
 *
 * <pre>
 * struct   field* stop(0)
 * field    |delta:4 type:4| value            the number is the last one's plus delta
 *          |0:4     type:4| zigzag value     or, where delta is 0, it follows
 * list     |size:4  type:4| value*           size 15: the size follows as a varint
 * </pre>
 */
final class CompactReader {
  static final int STOP = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int I8 = 3;
  static final int I16 = 4;
  static final int I32 = 5;
  static final int I64 = 6;
  static final int DOUBLE = 7;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int SET = 10;
  static final int MAP = 11;
  static final int STRUCT = 12;

  private static final int LONG_FORM = 15;

  /** Page headers are three structs deep; what a later version adds may be a little deeper. */
  private static final int DEEPEST = 16;

  private MemorySegment segment = MemorySegment.NULL;
  private String label = "";
  private long start;
  private long limit;
  private long position;
  private boolean ranOut;

  /** The number of the field begun last. */
  private int number;

  /** Goes to the first byte of a struct; it may not reach beyond {@code to}. */
  void over(MemorySegment bytes, long from, long to, String what) {
    segment = bytes;
    start = from;
    position = from;
    limit = to;
    label = what;
    ranOut = false;
    number = 0;
  }

  long position() {
    return position;
  }

  /** Whether what failed would go on behind the limit. */
  boolean ranOut() {
    return ranOut;
  }

  /** The number of the field that {@link #field} began. */
  int number() {
    return number;
  }

  /** Begins a struct that is a field's value, and returns what {@link #leave} wants. */
  int enter() {
    int outer = number;
    number = 0;
    return outer;
  }

  /** Goes on in the struct around the one that ended. */
  void leave(int outer) {
    number = outer;
  }

  /** Begins the next field and returns its type, or {@link #STOP}. */
  int field() {
    int head = octet();
    int type = head & 0xF;
    if (type != STOP) {
      number = head >>> 4 == 0 ? (short) zigzag() : number + (head >>> 4);
    }
    return type;
  }

  private int octet() {
    if (position >= limit) {
      ranOut = true;
      throw corrupt("it does not end");
    }
    return segment.get(Layouts.BYTE, position++) & 0xFF;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = octet();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw corrupt("a number longer than 64 bits");
  }

  private long zigzag() {
    long coded = varint();
    return (coded >>> 1) ^ -(coded & 1);
  }

  /** The value of a field that has to be a number of 32 bits. */
  int int32(int type) {
    if (type != I32) {
      throw corrupt("field " + number + " is of type " + type + ", not a number of 32 bits");
    }
    long value = zigzag();
    if (value != (int) value) {
      throw corrupt("field " + number + " is " + value + ", more than 32 bits");
    }
    return (int) value;
  }

  /** The value of a field that has to be a boolean: its type says it. */
  boolean bool(int type) {
    if (type != TRUE && type != FALSE) {
      throw corrupt("field " + number + " is of type " + type + ", not a boolean");
    }
    return type == TRUE;
  }

  void requireStruct(int type) {
    if (type != STRUCT) {
      throw corrupt("field " + number + " is of type " + type + ", not a struct");
    }
  }

  /** Passes over a field's value. */
  void skip(int type) {
    skip(type, 0);
  }

  private void skip(int type, int depth) {
    if (depth == DEEPEST) {
      throw corrupt("it is nested without end");
    }
    switch (type) {
      case TRUE, FALSE -> {}
      case I8 -> pass(Byte.BYTES);
      case I16, I32, I64 -> varint();
      case DOUBLE -> pass(Double.BYTES);
      case BINARY -> pass(varint());
      case LIST, SET -> skipList(depth);
      case MAP -> skipMap(depth);
      case STRUCT -> skipStruct(depth);
      default -> throw corrupt("a field of type " + type + ", which there is not");
    }
  }

  private void pass(long bytes) {
    if (bytes < 0 || bytes > limit - position) {
      ranOut = bytes > 0;
      throw corrupt(bytes + " bytes are declared where " + (limit - position) + " are left");
    }
    position += bytes;
  }

  private void skipList(int depth) {
    int head = octet();
    long size = head >>> 4 == LONG_FORM ? varint() : head >>> 4;
    skipElements(size, head & 0xF, depth);
  }

  private void skipMap(int depth) {
    long size = varint();
    if (size != 0) {
      int types = octet();
      for (long i = 0; i < size; i++) {
        skipElements(1, types >>> 4, depth);
        skipElements(1, types & 0xF, depth);
      }
    }
  }

  /** Each takes a byte at least, so the limit ends a count that is not honest. */
  private void skipElements(long count, int type, int depth) {
    if (type == TRUE || type == FALSE) {
      pass(count);
      return;
    }
    for (long i = 0; i < count; i++) {
      skip(type, depth + 1);
    }
  }

  private void skipStruct(int depth) {
    int outer = enter();
    for (int type = field(); type != STOP; type = field()) {
      skip(type, depth + 1);
    }
    leave(outer);
  }

  CorruptDataException corrupt(String problem) {
    return new CorruptDataException(label, position - start, problem);
  }
}
