package dev.intarsia.parquet.verify;

import dev.intarsia.parquet.format.Place;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;

/** Reads Thrift structs that nobody vouches for. */
final class Structs {
  private static final long ANY_STRING = -1;
  private static final int MAX_MESSAGE = 160;

  private final FileRange range;

  Structs(FileRange range) {
    this.range = range;
  }

  /** Fills a struct from a range of the file, and leaves the position behind its last byte. */
  <T extends TBase<?, ?>> T read(T struct, long from, long to, Place place) throws IOException {
    range.over(from, to);
    // An element of a list takes a byte at least, so no honest list has more elements than that.
    TCompactProtocol protocol = new TCompactProtocol(range, ANY_STRING, to - from);
    try {
      struct.read(protocol);
      return struct;
    } catch (TException e) {
      if (e.getCause() instanceof IOException failure && !isEnd(failure)) {
        throw new IOException("cannot read " + place.file() + ": " + failure, failure);
      }
      throw place.corrupt(name(struct) + " cannot be read: " + brief(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw place.corrupt(name(struct) + " is nested without end", e);
    } catch (RuntimeException e) {
      throw place.corrupt(name(struct) + " cannot be read: " + e, e);
    }
  }

  /** Thrift likes to tell the whole struct. */
  private static String brief(@Nullable String message) {
    String text = String.valueOf(message);
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
  }

  private static boolean isEnd(IOException failure) {
    return failure instanceof EOFException;
  }

  private static String name(TBase<?, ?> struct) {
    return "its " + struct.getClass().getSimpleName();
  }
}
