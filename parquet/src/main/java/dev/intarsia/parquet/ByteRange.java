package dev.intarsia.parquet;

/**
 * A part of a file.
 *
 * @param offset of its first byte, from the start of the file
 * @param length in bytes
 */
public record ByteRange(long offset, long length) {
  /**
   * Refuses what no file has.
   *
   * @throws IllegalArgumentException if either is negative, or their sum overflows
   */
  public ByteRange {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("no file has " + length + " bytes at byte " + offset);
    }
  }

  /**
   * Where it ends.
   *
   * @return the offset of the first byte behind it
   */
  public long end() {
    return offset + length;
  }
}
