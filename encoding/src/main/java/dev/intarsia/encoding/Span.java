package dev.intarsia.encoding;

/**
 * Where a byte string lies, in one word.
 *
 * <pre>
 *   63            32 31             0
 *   |  length        |  offset        |   unsigned
 * </pre>
 */
final class Span {
  private static final long LOW = 0xFFFF_FFFFL;

  private Span() {}

  static long of(long length, long offset) {
    return length << 32 | offset;
  }

  static long offset(long span) {
    return span & LOW;
  }

  static int length(long span) {
    return (int) (span >>> 32);
  }
}
