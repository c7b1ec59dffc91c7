package dev.intarsia.encoding.compress;

/**
 * Where a codec looks for repetitions in a page. Its level is meant for text; the other searches
 * are shorter ones for pages of another build, where they find as much in a fraction of the time,
 * or find less and leave more to entropy coding, which then does better.
 */
public enum Search {
  /** At two of every eight bytes: long values that come again whole, or nothing to be found. */
  SPARSE,
  /** At two of every three bytes, for what came shortly before: numbers, lengths before values. */
  NEAR,
  /** At every byte, for repetitions of seven bytes and more: values made of the same parts. */
  LONG,
  /** As the codec's level has it. */
  LEVEL
}
