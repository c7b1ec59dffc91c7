package dev.intarsia.parquet.format;

import dev.intarsia.parquet.CorruptFileException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;

/** Reads Thrift structs that nobody vouches for out of segments. */
public final class StructReader {
  private static final long ANY_STRING = -1;
  private static final int MAX_MESSAGE = 160;

  private final SegmentInput input = new SegmentInput();

  /** Starts with nothing read. */
  public StructReader() {}

  /**
   * Fills a struct, and leaves the position behind its last byte.
   *
   * @param <T> the kind of struct
   * @param struct empty
   * @param segment holds it
   * @param from where it starts
   * @param to what it must not exceed
   * @param place for messages
   * @return {@code struct}
   * @throws CorruptFileException if that is no such struct
   */
  public <T extends TBase<?, ?>> T read(
      T struct, MemorySegment segment, long from, long to, Place place)
      throws CorruptFileException {
    input.over(segment, from, to);
    // An element of a list takes a byte at least, so no honest list has more elements than that.
    TCompactProtocol protocol = new TCompactProtocol(input, ANY_STRING, to - from);
    try {
      struct.read(protocol);
      return struct;
    } catch (TException e) {
      throw place.corrupt(name(struct) + " cannot be read: " + brief(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw place.corrupt(name(struct) + " is nested without end", e);
    } catch (RuntimeException e) {
      throw place.corrupt(name(struct) + " cannot be read: " + e, e);
    }
  }

  /**
   * Where the last struct ended.
   *
   * @return the offset in its segment
   */
  public long position() {
    return input.position();
  }

  /** Thrift likes to tell the whole struct. */
  private static String brief(@Nullable String message) {
    String text = String.valueOf(message);
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
  }

  private static String name(TBase<?, ?> struct) {
    return "its " + struct.getClass().getSimpleName();
  }
}
