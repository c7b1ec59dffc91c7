package dev.intarsia.encoding.compress;

/** A codec failed: the target is too small, or the bytes to decompress are corrupt. */
public final class CodecException extends RuntimeException {
  /**
   * A failure without a cause of its own.
   *
   * @param message codec, operation, sizes
   */
  public CodecException(String message) {
    super(message);
  }

  /**
   * A failure that a codec's library reported.
   *
   * @param message codec, operation, sizes
   * @param cause what the library threw
   */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
