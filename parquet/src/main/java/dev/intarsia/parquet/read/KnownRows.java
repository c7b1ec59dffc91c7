package dev.intarsia.parquet.read;

import dev.intarsia.columns.compute.Outcome;

/**
 * What is known of a filter before rows are read.
 *
 * @param possible outside of these it is true for no row
 * @param certain for these it is true, all of them possible
 */
record KnownRows(RowRanges possible, RowRanges certain) {

  /** What an outcome says of rows. */
  static KnownRows of(Outcome outcome, RowRanges rows) {
    return switch (outcome) {
      case NEVER -> new KnownRows(RowRanges.none(), RowRanges.none());
      case SOMETIMES -> new KnownRows(rows, RowRanges.none());
      case ALWAYS -> new KnownRows(rows, rows);
    };
  }

  /** What is known of two filters' conjunction. */
  KnownRows and(KnownRows other) {
    return new KnownRows(possible.and(other.possible), certain.and(other.certain));
  }

  /** What is known of two filters' disjunction. */
  KnownRows or(KnownRows other) {
    return new KnownRows(possible.or(other.possible), certain.or(other.certain));
  }

  /** What is known of one filter, out of two sources. */
  KnownRows with(KnownRows other) {
    return new KnownRows(possible.and(other.possible), certain.or(other.certain));
  }

  /** Whether nothing is left to be asked. */
  boolean isDecided() {
    return possible.equals(certain);
  }
}
