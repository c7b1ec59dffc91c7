package dev.intarsia.parquet;

/** The layout of data pages. */
public enum DataPageVersion {
  /** Levels and values compressed together; what every reader takes. */
  V1,
  /** Levels kept apart and uncompressed, and a page that does not shrink stays as it is. */
  V2
}
