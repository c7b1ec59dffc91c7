package dev.intarsia.parquet;

import java.util.List;

/**
 * What is known of how large values are once decoded.
 *
 * @param unencodedBytes of all BYTE_ARRAY values, without lengths; -1 if unknown
 * @param repetitionLevels how often each repetition level occurs, from 0 on; empty if unknown
 * @param definitionLevels how often each definition level occurs, from 0 on; empty if unknown
 */
public record SizeStatistics(
    long unencodedBytes, List<Long> repetitionLevels, List<Long> definitionLevels) {
  /** Keeps copies. */
  public SizeStatistics {
    repetitionLevels = List.copyOf(repetitionLevels);
    definitionLevels = List.copyOf(definitionLevels);
  }
}
