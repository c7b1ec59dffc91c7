package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * Reads DELTA_LENGTH_BYTE_ARRAY, which {@link DeltaLengthByteArrayEncoder} draws, in as many calls
 * as the caller likes. The bytes of a call's values lie together and are copied at once.
 *
 * <p>Reused by {@link #reset}; owns no memory and allocates nothing but its exceptions. One thread
 * at a time. Input and output are segments of no confined arena (see {@link
 * dev.intarsia.encoding}).
 */
public final class DeltaLengthByteArrayDecoder {
  private final DeltaBinaryPackedDecoder lengths = new DeltaBinaryPackedDecoder();
  private MemorySegment in = MemorySegment.NULL;
  private String label = "";
  private long origin;

  /** Where the next value's bytes are. */
  private long at;

  private long end;

  /** A decoder of no page yet. */
  public DeltaLengthByteArrayDecoder() {}

  /**
   * Reads the header and finds the bytes.
   *
   * @param source holds the encoded values
   * @param offset where they start
   * @param limit the byte behind them
   * @param name what is read, for messages
   * @throws CorruptDataException if the lengths are malformed
   * @throws IndexOutOfBoundsException if the range is none of the segment's
   */
  public void reset(MemorySegment source, long offset, long limit, String name) {
    lengths.reset(source, offset, limit, name);
    in = source;
    label = name;
    origin = offset;
    at = lengths.findEnd();
    end = limit;
  }

  /**
   * How many values are left, by what the header says.
   *
   * @return not negative
   */
  public long remaining() {
    return lengths.remaining();
  }

  /**
   * Reads values.
   *
   * @param offsets receives {@code count + 1} int32 offsets into {@code data}; the first is its
   *     size before
   * @param offsetsAt where they go
   * @param data receives the bytes behind those it has
   * @param count how many
   * @throws CorruptDataException if lengths or bytes are missing, or a length is negative
   * @throws OffsetOverflowException if {@code data} would get longer than int32 offsets reach
   */
  public void read(MemorySegment offsets, long offsetsAt, GrowableSegment data, int count) {
    lengths.readInts(offsets, offsetsAt + 4, count);
    long base = data.size();
    long stop = base;
    int signs = 0;
    offsets.set(INT_LE, offsetsAt, (int) base);
    for (int i = 0; i < count; i++) {
      long slot = offsetsAt + 4 + ((long) i << 2);
      int length = offsets.get(INT_LE, slot);
      signs |= length;
      stop += length;
      offsets.set(INT_LE, slot, (int) stop);
    }
    if (signs < 0) {
      throw new CorruptDataException(label, at - origin, "a negative length");
    }
    long bytes = stop - base;
    long from = take(bytes);
    OffsetOverflowException.check(stop);
    long to = data.reserve(bytes);
    MemorySegment.copy(in, from, data.segment(), to, bytes);
    data.commit(bytes);
  }

  /**
   * Passes over values.
   *
   * @param count how many
   * @throws CorruptDataException if lengths or bytes are missing, or a length is negative
   */
  public void skip(int count) {
    take(lengths.skipLengths(count));
  }

  private long take(long bytes) {
    long from = at;
    if (bytes > end - from) {
      throw new CorruptDataException(
          label,
          from - origin,
          "values of %d bytes where %d are left".formatted(bytes, end - from));
    }
    at += bytes;
    return from;
  }
}
