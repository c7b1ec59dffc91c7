package dev.intarsia.parquet.format;

import org.apache.parquet.format.PageType;

/** The pages that a column chunk is made of. */
public enum PageKind {
  /** The entries of a dictionary. */
  DICTIONARY(PageType.DICTIONARY_PAGE),
  /** Values whose levels are compressed with them. */
  DATA_V1(PageType.DATA_PAGE),
  /** Values whose levels stand before them, uncompressed. */
  DATA_V2(PageType.DATA_PAGE_V2);

  private final PageType type;

  PageKind(PageType type) {
    this.type = type;
  }

  PageType type() {
    return type;
  }
}
