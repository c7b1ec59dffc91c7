package dev.intarsia.cli.ingest;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;

/** What a sampled value looks like, and what column holds all that was seen in one place. */
enum Kind {
  /** true or false. */
  BOOLEAN,
  /** A whole number of 64 bits. */
  INTEGER,
  /** A whole number beyond 64 bits. */
  BIG_INTEGER,
  /** A number with a fraction or an exponent. */
  DOUBLE,
  /** A date. */
  DATE,
  /** A date and time without a zone. */
  LOCAL,
  /** The same, finer than microseconds. */
  LOCAL_NANOS,
  /** A date and time with a zone. */
  INSTANT,
  /** The same, finer than microseconds. */
  INSTANT_NANOS,
  /** Any other text. */
  STRING,
  /** A JSON array, or an object kept whole. */
  JSON;

  private static final int NUMBERS = INTEGER.bit() | BIG_INTEGER.bit() | DOUBLE.bit();
  private static final int LOCALS = DATE.bit() | LOCAL.bit() | LOCAL_NANOS.bit();
  private static final int INSTANTS = INSTANT.bit() | INSTANT_NANOS.bit();
  private static final int TEXTS = STRING.bit() | LOCALS | INSTANTS;

  /** A set of kinds is an int; this kind's bit in it. */
  @SuppressWarnings("EnumOrdinal") // such a set lives as long as a sample
  int bit() {
    return 1 << ordinal();
  }

  /**
   * The kind of column that holds every kind of a set.
   *
   * @param seen bits of the kinds seen; 0 if every value was null
   * @param fallback what a column of nothing, or of kinds that do not go together, becomes
   */
  static Kind widest(int seen, Kind fallback) {
    if (seen == 0) {
      return fallback;
    }
    if (Integer.bitCount(seen) == 1) {
      Kind only = values()[Integer.numberOfTrailingZeros(seen)];
      return only == BIG_INTEGER ? STRING : only;
    }
    if (isWithin(seen, NUMBERS)) {
      return (seen & DOUBLE.bit()) != 0 ? DOUBLE : STRING;
    }
    if (isWithin(seen, LOCALS)) {
      return (seen & LOCAL_NANOS.bit()) != 0 ? LOCAL_NANOS : LOCAL;
    }
    if (isWithin(seen, INSTANTS)) {
      return INSTANT_NANOS;
    }
    return isWithin(seen, TEXTS) ? STRING : fallback;
  }

  private static boolean isWithin(int seen, int all) {
    return (seen & ~all) == 0;
  }

  /** The column: always optional, as rows after the sample may lack what all sampled rows had. */
  Field field(String name) {
    return switch (this) {
      case BOOLEAN -> Field.of(name, PhysicalType.BOOLEAN, true);
      case INTEGER -> Field.of(name, PhysicalType.INT64, true);
      case DOUBLE -> Field.of(name, PhysicalType.DOUBLE, true);
      case DATE -> Field.of(name, LogicalType.date(), true);
      case LOCAL -> Field.of(name, LogicalType.timestampMicros(false), true);
      case LOCAL_NANOS -> Field.of(name, LogicalType.timestampNanos(false), true);
      case INSTANT -> Field.of(name, LogicalType.timestampMicros(true), true);
      case INSTANT_NANOS -> Field.of(name, LogicalType.timestampNanos(true), true);
      case BIG_INTEGER, STRING -> Field.of(name, LogicalType.string(), true);
      case JSON -> Field.of(name, LogicalType.json(), true);
    };
  }
}
