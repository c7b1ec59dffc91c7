package dev.intarsia.parquet.read;

/**
 * Reads the values of a data page in one of the encodings, front to back, in as many calls as the
 * caller likes. Reused from page to page.
 */
abstract sealed class PageValues
    permits PlainValues,
        DictionaryValues,
        RunLengthValues,
        DeltaValues,
        DeltaLengthValues,
        DeltaBytesValues,
        SplitValues {
  /** What is read, for messages; the page and the column are known further up. */
  static final String LABEL = "its values";

  PageValues() {}

  /**
   * Goes to the first value of a page.
   *
   * @param page holds the values
   * @param count how many there are at most: some of them may be null
   */
  abstract void begin(PagePart page, int count);

  /**
   * Reads values.
   *
   * @param out receives them back to back, from the next slot on, and is not advanced; there is
   *     room
   * @param count how many
   */
  abstract void read(LeafSlots out, int count, DecodeScratch scratch);

  /** Passes over values. */
  abstract void skip(int count, DecodeScratch scratch);
}
