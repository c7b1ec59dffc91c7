package dev.intarsia.parquet;

/** The pages that a column chunk is made of. */
public enum PageType {
  /** The entries of a dictionary. */
  DICTIONARY,
  /** Values whose levels are compressed with them. */
  DATA_V1,
  /** Values whose levels stand before them, uncompressed. */
  DATA_V2,
  /** Planned once, and passed over. */
  INDEX,
  /** One that is younger than this reader. */
  UNKNOWN
}
