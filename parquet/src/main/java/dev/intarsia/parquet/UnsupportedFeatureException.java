package dev.intarsia.parquet;

import java.io.IOException;

/**
 * A file is in order, as far as can be told, but uses a feature of Parquet that this reader does
 * not have. The message names the file, the column, if it is about one, and the feature.
 */
public final class UnsupportedFeatureException extends IOException {

  /**
   * Says what is missing.
   *
   * @param message the file, the column if it is about one, and the feature
   */
  public UnsupportedFeatureException(String message) {
    super(message);
  }
}
