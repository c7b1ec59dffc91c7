package dev.intarsia.bench.result;

import java.util.List;

/**
 * A whole run.
 *
 * @param schemaVersion of the JSON, raised whenever a field changes its meaning or goes away
 * @param started when, ISO 8601 in UTC
 * @param commit of the sources, with "+" behind it if they were changed; or "unknown"
 * @param effort how thorough
 * @param machine where
 * @param experiments in the order they ran
 */
public record BenchmarkReport(
    int schemaVersion,
    String started,
    String commit,
    String effort,
    Machine machine,
    List<ExperimentResult> experiments) {

  /** The schema these records are. */
  public static final int SCHEMA_VERSION = 2;
}
