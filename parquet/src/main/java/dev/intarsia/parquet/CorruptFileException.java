package dev.intarsia.parquet;

import java.io.IOException;

/**
 * A file is not what Parquet says it must be. The message names the file, the place and the reason.
 */
public final class CorruptFileException extends IOException {

  /**
   * Says what is wrong.
   *
   * @param message the file, the place in it, and what is wrong there
   */
  public CorruptFileException(String message) {
    super(message);
  }

  /**
   * Says what is wrong and how it was noticed.
   *
   * @param message the file, the place in it, and what is wrong there
   * @param cause what noticed it
   */
  public CorruptFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
