package dev.intarsia.parquet;

/** How much a file says about the values of a column. */
public enum StatisticsLevel {
  /** Nothing but the counts that the format demands. */
  NONE,
  /** Minimum, maximum, null and NaN counts of each column chunk. */
  CHUNK,
  /** The same of each page too, in the column index. */
  PAGE
}
