package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Reads DELTA_BYTE_ARRAY, which {@link DeltaByteArrayEncoder} draws, in as many calls as the caller
 * likes.
 *
 * <p>Each value is put together where its predecessor lies, in memory that the caller lends, and
 * copied from there:
 *
 * <pre>
 *   0               PREFIXES + SUFFIXES
 *   | prefix lengths | suffix lengths | the value before, as long as the longest |
 * </pre>
 *
 * <p>Reused by {@link #reset}; owns no memory and allocates nothing but its exceptions. One thread
 * at a time. Input and output are segments of no confined arena (see {@link
 * dev.intarsia.encoding}).
 */
public final class DeltaByteArrayDecoder {
  /** Values whose lengths are read at a time. */
  private static final int BLOCK = 128;

  private static final long SUFFIXES = 4L * BLOCK;
  private static final long VALUE = 8L * BLOCK;

  private final DeltaBinaryPackedDecoder prefixes = new DeltaBinaryPackedDecoder();
  private final DeltaBinaryPackedDecoder suffixes = new DeltaBinaryPackedDecoder();
  private MemorySegment in = MemorySegment.NULL;
  private MemorySegment scratch = MemorySegment.NULL;
  private String label = "";
  private long origin;

  /** Where the next suffix is. */
  private long at;

  private long end;
  private int length;

  /** A decoder of no page yet. */
  public DeltaByteArrayDecoder() {}

  /**
   * Reads the headers and finds the suffixes.
   *
   * @param source holds the encoded values
   * @param offset where they start
   * @param limit the byte behind them
   * @param lent is overwritten, and belongs to this decoder until the next reset; takes as much as
   *     the page has bytes, and a kilobyte
   * @param name what is read, for messages
   * @throws CorruptDataException if the lengths are malformed
   * @throws IndexOutOfBoundsException if the range is none of the segment's
   */
  public void reset(
      MemorySegment source, long offset, long limit, GrowableSegment lent, String name) {
    length = 0;
    follow(source, offset, limit, lent, name);
  }

  /**
   * Reads the headers of a page whose first value may begin as the last value read did, as old
   * writers had it.
   *
   * @param source holds the encoded values
   * @param offset where they start
   * @param limit the byte behind them
   * @param lent the same as for the page before, and not touched since
   * @param name what is read, for messages
   * @throws CorruptDataException if the lengths are malformed
   * @throws IndexOutOfBoundsException if the range is none of the segment's
   */
  public void follow(
      MemorySegment source, long offset, long limit, GrowableSegment lent, String name) {
    Objects.checkFromToIndex(offset, limit, source.byteSize());
    prefixes.reset(source, offset, limit, name);
    suffixes.reset(source, prefixes.findEnd(), limit, name);
    in = source;
    label = name;
    origin = offset;
    at = suffixes.findEnd();
    end = limit;
    // no value is longer than the one before and all suffixes
    long longest = length + (end - at);
    if (longest > Integer.MAX_VALUE) {
      throw corrupt("values of up to " + longest + " bytes");
    }
    long kept = length == 0 ? 0 : VALUE + length;
    lent.clear();
    lent.commit(kept);
    lent.reserve(VALUE + longest + 8 - kept);
    scratch = lent.segment();
    if (prefixes.remaining() != suffixes.remaining()) {
      throw corrupt(
          "%d prefixes and %d suffixes".formatted(prefixes.remaining(), suffixes.remaining()));
    }
  }

  /**
   * How many values are left, by what the header says.
   *
   * @return not negative
   */
  public long remaining() {
    return prefixes.remaining();
  }

  /**
   * Reads BYTE_ARRAY values.
   *
   * @param offsets receives {@code count + 1} int32 offsets into {@code data}; the first is its
   *     size before
   * @param offsetsAt where they go
   * @param data receives the bytes behind those it has
   * @param count how many
   * @throws CorruptDataException if lengths or bytes are missing, or a length is impossible
   * @throws OffsetOverflowException if {@code data} would get longer than int32 offsets reach
   */
  public void read(MemorySegment offsets, long offsetsAt, GrowableSegment data, int count) {
    offsets.set(INT_LE, offsetsAt, (int) data.size());
    for (int done = 0; done < count; done += BLOCK) {
      int part = Math.min(BLOCK, count - done);
      long bytes = readLengths(part);
      OffsetOverflowException.check(data.size() + bytes);
      long start = data.reserve(bytes + 8);
      MemorySegment out = data.segment();
      long to = start;
      for (int i = 0; i < part; i++) {
        nextValue(i);
        Words.copyRoughly(scratch, VALUE, scratch.byteSize() - 8, out, to, length);
        to += length;
        offsets.set(INT_LE, offsetsAt + 4 + ((long) (done + i) << 2), (int) to);
      }
      data.commit(to - start);
    }
  }

  /**
   * Reads FIXED_LEN_BYTE_ARRAY values.
   *
   * @param width bytes of a value
   * @param out receives {@code count * width} bytes
   * @param outOffset where they go
   * @param count how many
   * @throws CorruptDataException if lengths or bytes are missing, or a value has another length
   */
  public void readFixedWidth(int width, MemorySegment out, long outOffset, int count) {
    long to = outOffset;
    for (int done = 0; done < count; done += BLOCK) {
      int part = Math.min(BLOCK, count - done);
      readLengths(part);
      for (int i = 0; i < part; i++, to += width) {
        nextValue(i);
        if (length != width) {
          throw corrupt("a value of %d bytes in a column of %d".formatted(length, width));
        }
        Words.copy(scratch, VALUE, out, to, width);
      }
    }
  }

  /**
   * Passes over values.
   *
   * @param count how many
   * @throws CorruptDataException if lengths or bytes are missing, or a length is impossible
   */
  public void skip(int count) {
    for (int done = 0; done < count; done += BLOCK) {
      int part = Math.min(BLOCK, count - done);
      readLengths(part);
      for (int i = 0; i < part; i++) {
        nextValue(i);
      }
    }
  }

  /** Reads the lengths of up to {@link #BLOCK} values and checks them; returns their sum. */
  private long readLengths(int count) {
    prefixes.readInts(scratch, 0, count);
    suffixes.readInts(scratch, SUFFIXES, count);
    long before = length;
    long suffixBytes = 0;
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      int prefix = scratch.get(INT_LE, (long) i << 2);
      int suffix = scratch.get(INT_LE, SUFFIXES + ((long) i << 2));
      if (prefix < 0 || suffix < 0 || prefix > before) {
        throw corrupt(
            "a prefix of %d and a suffix of %d bytes after a value of %d"
                .formatted(prefix, suffix, before));
      }
      before = (long) prefix + suffix;
      suffixBytes += suffix;
      bytes += before;
    }
    if (suffixBytes > end - at) {
      throw corrupt("suffixes of %d bytes where %d are left".formatted(suffixBytes, end - at));
    }
    return bytes;
  }

  private void nextValue(int i) {
    int prefix = scratch.get(INT_LE, (long) i << 2);
    int suffix = scratch.get(INT_LE, SUFFIXES + ((long) i << 2));
    Words.copyRoughly(in, at, in.byteSize() - 8, scratch, VALUE + prefix, suffix);
    at += suffix;
    length = prefix + suffix;
  }

  private CorruptDataException corrupt(String problem) {
    return new CorruptDataException(label, at - origin, problem);
  }
}
