package dev.intarsia.parquet.format;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.BsonType;
import dev.intarsia.columns.LogicalType.EnumType;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.LogicalType.StringType;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bounds short: a long minimum becomes a prefix, a long maximum a prefix whose last character
 * or byte is the next one up. Both still bound every value, and stay valid UTF-8 where the value
 * is. A bound is exact if and only if it kept its length; where no shorter one exists, the whole
 * value stays.
 */
public final class BoundTruncation {
  /** The length that bounds are kept to unless the caller says otherwise, in bytes. */
  public static final int DEFAULT_BYTES = 64;

  private enum Unit {
    /** Values whose order is not that of their bytes, or which are short anyway. */
    WHOLE,
    BYTE,
    CHARACTER
  }

  private final Unit unit;
  private final int limit;

  private BoundTruncation(Unit unit, int limit) {
    this.unit = unit;
    this.limit = limit;
  }

  /**
   * How the bounds of a field are kept short.
   *
   * @param field any; only byte arrays of unsigned order are ever cut
   * @param limit the length to keep to, in bytes, at least 1
   * @return immutable
   */
  public static BoundTruncation of(Field field, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a bound keeps at least one byte, not " + limit);
    }
    return switch (field.physicalType()) {
      case BYTE_ARRAY -> new BoundTruncation(unit(field.logicalType()), limit);
      // Readers decode the bounds of a fixed width as values of that width.
      case FIXED_LEN_BYTE_ARRAY, BOOLEAN, INT32, INT64, FLOAT, DOUBLE ->
          new BoundTruncation(Unit.WHOLE, limit);
    };
  }

  private static Unit unit(@Nullable LogicalType logical) {
    return switch (logical) {
      case StringType(), EnumType(), JsonType() -> Unit.CHARACTER;
      case BsonType() -> Unit.BYTE;
      case null -> Unit.BYTE;
      default -> Unit.WHOLE;
    };
  }

  /**
   * Appends a lower bound of the value.
   *
   * @param value holds it
   * @param offset where it starts
   * @param length its bytes
   * @param out grows by the bound
   * @return bytes appended: {@code length} if and only if the bound is the value
   */
  public int appendMin(MemorySegment value, long offset, int length, GrowableSegment out) {
    int cut = length > limit ? prefix(value, offset) : 0;
    int kept = cut > 0 ? cut : length;
    out.putBytes(value, offset, kept);
    return kept;
  }

  /** The length of the prefix to keep of a value longer than the limit; 0 for all of it. */
  private int prefix(MemorySegment value, long offset) {
    return switch (unit) {
      case WHOLE -> 0;
      case BYTE -> limit;
      case CHARACTER -> {
        int characters = Utf8.prefix(value, offset, limit);
        yield characters < 0 ? limit : characters;
      }
    };
  }

  /**
   * Appends an upper bound of the value.
   *
   * @param value holds it
   * @param offset where it starts
   * @param length its bytes
   * @param out grows by the bound
   * @return bytes appended: {@code length} if and only if the bound is the value
   */
  public int appendMax(MemorySegment value, long offset, int length, GrowableSegment out) {
    long start = out.size();
    if (length > limit && appendNext(value, offset, out)) {
      return (int) (out.size() - start);
    }
    out.putBytes(value, offset, length);
    return length;
  }

  private boolean appendNext(MemorySegment value, long offset, GrowableSegment out) {
    return switch (unit) {
      case WHOLE -> false;
      case BYTE -> appendNextBytes(value, offset, limit, out);
      case CHARACTER -> {
        int characters = Utf8.prefix(value, offset, limit);
        yield characters < 0
            ? appendNextBytes(value, offset, limit, out)
            : appendNextCharacters(value, offset, characters, out);
      }
    };
  }

  private static boolean appendNextBytes(
      MemorySegment value, long offset, int cut, GrowableSegment out) {
    for (int last = cut - 1; last >= 0; last--) {
      byte next = (byte) (value.get(Layouts.BYTE, offset + last) + 1);
      if (next != 0) {
        out.putBytes(value, offset, last);
        out.putByte(next);
        return true;
      }
    }
    return false;
  }

  private boolean appendNextCharacters(
      MemorySegment value, long offset, int cut, GrowableSegment out) {
    for (int end = cut; end > 0; ) {
      int last = Utf8.startOfLast(value, offset, end);
      int next = Utf8.next(Utf8.decode(value, offset + last, end - last));
      if (next >= 0 && last + Utf8.length(next) <= limit) {
        out.putBytes(value, offset, last);
        Utf8.append(next, out);
        return true;
      }
      end = last;
    }
    return false;
  }
}
