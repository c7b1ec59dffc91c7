package dev.intarsia.parquet.write;

/**
 * What buffers that double ask of their pool: chunks are powers of two, and while a buffer grows it
 * holds the old one and the new one.
 */
final class Growth {
  private static final long SMALLEST = 1 << 10;

  private Growth() {}

  /** Bytes that a buffer of {@code size} bytes asks for when {@code added} more come, at most. */
  static long of(long size, long added) {
    long wanted = size + added;
    return size > 0 && wanted <= rounded(size) ? 0 : rounded(wanted);
  }

  /** The chunk that so many bytes take. */
  static long rounded(long bytes) {
    return bytes <= SMALLEST ? SMALLEST : Long.highestOneBit(bytes - 1) << 1;
  }
}
