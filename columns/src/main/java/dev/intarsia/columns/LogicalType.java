package dev.intarsia.columns;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a value means, beyond how it is stored. Each type says which physical types may carry it.
 *
 * <p>{@code toString()} is the annotation as Parquet's schema text has it, {@code
 * TIMESTAMP(MILLIS,true)} for one.
 */
public sealed interface LogicalType {

  /** The unit of a time or a timestamp. */
  enum Unit {
    /** Thousandths of a second. */
    MILLIS(1_000L),
    /** Millionths of a second. */
    MICROS(1_000_000L),
    /** Billionths of a second. */
    NANOS(1_000_000_000L);

    private final long perSecond;

    Unit(long perSecond) {
      this.perSecond = perSecond;
    }

    /**
     * How many make a second.
     *
     * @return a power of ten
     */
    public long perSecond() {
      return perSecond;
    }

    /**
     * How many make a day of 24 hours.
     *
     * @return units a day
     */
    public long perDay() {
      return 86_400L * perSecond;
    }

    /**
     * How many nanoseconds one lasts.
     *
     * @return a power of ten
     */
    public long nanos() {
      return 1_000_000_000L / perSecond;
    }
  }

  /** UTF-8 text. */
  record StringType() implements LogicalType {
    @Override
    public String toString() {
      return "STRING";
    }
  }

  /** UTF-8 text out of a small set of names. */
  record EnumType() implements LogicalType {
    @Override
    public String toString() {
      return "ENUM";
    }
  }

  /** A JSON document in UTF-8. Its syntax is not checked. */
  record JsonType() implements LogicalType {
    @Override
    public String toString() {
      return "JSON";
    }
  }

  /** A BSON document. Its syntax is not checked. */
  record BsonType() implements LogicalType {
    @Override
    public String toString() {
      return "BSON";
    }
  }

  /** A UUID as 16 bytes, big-endian. */
  record UuidType() implements LogicalType {
    @Override
    public String toString() {
      return "UUID";
    }
  }

  /** Days since 1970-01-01. */
  record DateType() implements LogicalType {
    @Override
    public String toString() {
      return "DATE";
    }
  }

  /**
   * Time of day since midnight.
   *
   * @param unit milliseconds live on INT32, the others on INT64
   * @param utc whether the time is adjusted to UTC; a wall clock's otherwise
   */
  record TimeType(Unit unit, boolean utc) implements LogicalType {
    @Override
    public String toString() {
      return "TIME(" + unit + "," + utc + ")";
    }
  }

  /**
   * A point in time since 1970-01-01T00:00.
   *
   * @param unit what the count counts
   * @param utc whether it is an instant, counted in UTC; a local date and time otherwise
   */
  record TimestampType(Unit unit, boolean utc) implements LogicalType {
    @Override
    public String toString() {
      return "TIMESTAMP(" + unit + "," + utc + ")";
    }
  }

  /**
   * An integer of a width and sign of its own.
   *
   * @param bits 8, 16 and 32 live on INT32, 64 on INT64
   * @param signed whether negative numbers exist; the raw bits are stored either way
   */
  record IntegerType(int bits, boolean signed) implements LogicalType {

    /** Refuses any other width. */
    public IntegerType {
      if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
        throw new IllegalArgumentException("an integer has 8, 16, 32 or 64 bits, not " + bits);
      }
    }

    @Override
    public String toString() {
      return "INTEGER(" + bits + "," + signed + ")";
    }
  }

  /**
   * An unscaled integer times a power of ten.
   *
   * @param precision the most digits the unscaled integer may have, 1 to {@value #MAX_PRECISION}
   * @param scale how many of them stand after the point, 0 to {@code precision}
   */
  record DecimalType(int precision, int scale) implements LogicalType {

    /** Parquet sets no bound; no reader is known that takes more than 76 digits. */
    public static final int MAX_PRECISION = 1000;

    /** Refuses a precision or scale out of bounds. */
    public DecimalType {
      if (precision < 1 || precision > MAX_PRECISION) {
        throw new IllegalArgumentException(
            "a decimal's precision lies between 1 and " + MAX_PRECISION + ", not at " + precision);
      }
      if (scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "a decimal's scale lies between 0 and its precision "
                + precision
                + ", which "
                + scale
                + " does not");
      }
    }

    /**
     * The largest unscaled value, which is also the smallest one's magnitude.
     *
     * @return 10<sup>precision</sup> - 1
     */
    public BigInteger maxUnscaled() {
      return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    }

    /**
     * The bytes that every value of this precision fits into as two's complement.
     *
     * @return at least 1
     */
    public int byteWidth() {
      return maxUnscaled().bitLength() / Byte.SIZE + 1;
    }

    @Override
    public String toString() {
      return "DECIMAL(" + precision + "," + scale + ")";
    }
  }

  /** IEEE 754 binary16 in two bytes, little-endian. */
  record Float16Type() implements LogicalType {
    @Override
    public String toString() {
      return "FLOAT16";
    }
  }

  /** Months, days and milliseconds: three unsigned 32-bit numbers, little-endian, in 12 bytes. */
  record IntervalType() implements LogicalType {
    @Override
    public String toString() {
      return "INTERVAL";
    }
  }

  /**
   * A geometry in the well-known binary form (WKB), its edges straight.
   *
   * @param crs which coordinates it has; {@value #DEFAULT_CRS} unless said otherwise
   */
  record GeometryType(String crs) implements LogicalType {
    /** Longitude and latitude, as the format has it by default. */
    public static final String DEFAULT_CRS = "OGC:CRS84";

    /** Refuses no coordinates. */
    public GeometryType {
      checkCrs(crs);
    }

    @Override
    public String toString() {
      return "GEOMETRY(" + crs + ")";
    }
  }

  /**
   * A geometry in the well-known binary form (WKB) on an ellipsoid.
   *
   * @param crs which coordinates it has, longitude and latitude in degrees
   * @param edges how its points are connected
   */
  record GeographyType(String crs, EdgeInterpolation edges) implements LogicalType {

    /** Refuses no coordinates. */
    public GeographyType {
      checkCrs(crs);
      Objects.requireNonNull(edges, "edges");
    }

    @Override
    public String toString() {
      return "GEOGRAPHY(" + crs + "," + edges + ")";
    }
  }

  private static void checkCrs(String crs) {
    if (crs.isEmpty()) {
      throw new IllegalArgumentException("a coordinate reference system has a name");
    }
  }

  /** How the points of a geography are connected. */
  enum EdgeInterpolation {
    /** By geodesics on a sphere. */
    SPHERICAL,
    /** By Vincenty's formulas. */
    VINCENTY,
    /** By Thomas' formulas. */
    THOMAS,
    /** By Andoyer's formulas. */
    ANDOYER,
    /** By Karney's method. */
    KARNEY
  }

  /** A column whose values are all null, of a type that nobody knew. */
  record UnknownType() implements LogicalType {
    @Override
    public String toString() {
      return "UNKNOWN";
    }
  }

  /**
   * UTF-8 text.
   *
   * @return the type, on BYTE_ARRAY
   */
  static LogicalType string() {
    return new StringType();
  }

  /**
   * UTF-8 text out of a small set of names.
   *
   * @return the type, on BYTE_ARRAY
   */
  static LogicalType enumeration() {
    return new EnumType();
  }

  /**
   * A JSON document.
   *
   * @return the type, on BYTE_ARRAY
   */
  static LogicalType json() {
    return new JsonType();
  }

  /**
   * A BSON document.
   *
   * @return the type, on BYTE_ARRAY
   */
  static LogicalType bson() {
    return new BsonType();
  }

  /**
   * A UUID.
   *
   * @return the type, on FIXED_LEN_BYTE_ARRAY(16)
   */
  static LogicalType uuid() {
    return new UuidType();
  }

  /**
   * A date.
   *
   * @return the type, on INT32
   */
  static LogicalType date() {
    return new DateType();
  }

  /**
   * Milliseconds since midnight, UTC.
   *
   * @return the type, on INT32
   */
  static LogicalType timeMillis() {
    return timeMillis(true);
  }

  /**
   * Milliseconds since midnight.
   *
   * @param utc whether adjusted to UTC
   * @return the type, on INT32
   */
  static LogicalType timeMillis(boolean utc) {
    return new TimeType(Unit.MILLIS, utc);
  }

  /**
   * Microseconds since midnight, UTC.
   *
   * @return the type, on INT64
   */
  static LogicalType timeMicros() {
    return timeMicros(true);
  }

  /**
   * Microseconds since midnight.
   *
   * @param utc whether adjusted to UTC
   * @return the type, on INT64
   */
  static LogicalType timeMicros(boolean utc) {
    return new TimeType(Unit.MICROS, utc);
  }

  /**
   * Nanoseconds since midnight, UTC.
   *
   * @return the type, on INT64
   */
  static LogicalType timeNanos() {
    return timeNanos(true);
  }

  /**
   * Nanoseconds since midnight.
   *
   * @param utc whether adjusted to UTC
   * @return the type, on INT64
   */
  static LogicalType timeNanos(boolean utc) {
    return new TimeType(Unit.NANOS, utc);
  }

  /**
   * Milliseconds since the epoch, UTC.
   *
   * @return the type, on INT64
   */
  static LogicalType timestampMillis() {
    return timestampMillis(true);
  }

  /**
   * Milliseconds since the epoch.
   *
   * @param utc whether an instant; a local date and time otherwise
   * @return the type, on INT64
   */
  static LogicalType timestampMillis(boolean utc) {
    return new TimestampType(Unit.MILLIS, utc);
  }

  /**
   * Microseconds since the epoch, UTC.
   *
   * @return the type, on INT64
   */
  static LogicalType timestampMicros() {
    return timestampMicros(true);
  }

  /**
   * Microseconds since the epoch.
   *
   * @param utc whether an instant; a local date and time otherwise
   * @return the type, on INT64
   */
  static LogicalType timestampMicros(boolean utc) {
    return new TimestampType(Unit.MICROS, utc);
  }

  /**
   * Nanoseconds since the epoch, UTC: the years 1677 to 2262.
   *
   * @return the type, on INT64
   */
  static LogicalType timestampNanos() {
    return timestampNanos(true);
  }

  /**
   * Nanoseconds since the epoch: the years 1677 to 2262.
   *
   * @param utc whether an instant; a local date and time otherwise
   * @return the type, on INT64
   */
  static LogicalType timestampNanos(boolean utc) {
    return new TimestampType(Unit.NANOS, utc);
  }

  /**
   * An integer of a given width and sign.
   *
   * @param bits 8, 16, 32 or 64
   * @param signed whether negative numbers exist
   * @return the type, on INT64 if 64 bits wide and on INT32 otherwise
   * @throws IllegalArgumentException for another width
   */
  static LogicalType integer(int bits, boolean signed) {
    return new IntegerType(bits, signed);
  }

  /**
   * A decimal number.
   *
   * @param precision digits in all
   * @param scale digits after the point
   * @return the type; on INT32 up to 9 digits, INT64 up to 18, else on the narrowest
   *     FIXED_LEN_BYTE_ARRAY, unless the field chooses otherwise
   * @throws IllegalArgumentException if {@code precision} is not within 1 and 1000 or {@code scale}
   *     not within 0 and precision
   */
  static LogicalType decimal(int precision, int scale) {
    return new DecimalType(precision, scale);
  }

  /**
   * A half-precision float.
   *
   * @return the type, on FIXED_LEN_BYTE_ARRAY(2)
   */
  static LogicalType float16() {
    return new Float16Type();
  }

  /**
   * A calendar interval.
   *
   * @return the type, on FIXED_LEN_BYTE_ARRAY(12)
   */
  static LogicalType interval() {
    return new IntervalType();
  }

  /**
   * A geometry with straight edges.
   *
   * @param crs which coordinates it has; null for longitude and latitude
   * @return the type, on BYTE_ARRAY
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  static LogicalType geometry(@Nullable String crs) {
    return new GeometryType(crs == null ? GeometryType.DEFAULT_CRS : crs);
  }

  /**
   * A geometry on an ellipsoid.
   *
   * @param crs which coordinates it has; null for longitude and latitude
   * @param edges how its points are connected
   * @return the type, on BYTE_ARRAY
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  static LogicalType geography(@Nullable String crs, EdgeInterpolation edges) {
    return new GeographyType(crs == null ? GeometryType.DEFAULT_CRS : crs, edges);
  }

  /**
   * Nothing but nulls.
   *
   * @return the type, on INT32 unless the field chooses otherwise
   */
  static LogicalType unknown() {
    return new UnknownType();
  }

  /**
   * The physical type that a field of this type gets unless it names one.
   *
   * @return one of those that may carry it
   */
  default PhysicalType physicalType() {
    return switch (this) {
      case StringType(), EnumType(), JsonType(), BsonType() -> PhysicalType.BYTE_ARRAY;
      case GeometryType geometry -> PhysicalType.BYTE_ARRAY;
      case GeographyType geography -> PhysicalType.BYTE_ARRAY;
      case UuidType(), Float16Type(), IntervalType() -> PhysicalType.FIXED_LEN_BYTE_ARRAY;
      case DateType(), UnknownType() -> PhysicalType.INT32;
      case TimeType(Unit unit, _) -> unit == Unit.MILLIS ? PhysicalType.INT32 : PhysicalType.INT64;
      case TimestampType timestamp -> PhysicalType.INT64;
      case IntegerType integer -> integer.bits() == 64 ? PhysicalType.INT64 : PhysicalType.INT32;
      case DecimalType decimal -> TypeRules.forDecimal(decimal);
    };
  }
}
