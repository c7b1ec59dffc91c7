package dev.intarsia.parquet.read;

import dev.intarsia.columns.LogicalType.Unit;

/** An INT96 timestamp lies beyond what 64 bits of a unit reach. */
final class TimestampRangeException extends RuntimeException {
  TimestampRangeException(Unit unit, long epochDay) {
    super(
        "an INT96 timestamp %d days from 1970 is beyond 64 bits of %s; a coarser unit in ReaderOptions.int96 reaches it"
            .formatted(epochDay, unit));
  }
}
