package dev.intarsia.bench.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one JVM of its own is started for.
 *
 * @param label unique in its experiment; shown as progress
 * @param jvmFlags collector, heap and the like, shown beside what they led to
 * @param pinned whether the JVM gets a single core
 * @param parameters what the experiment needs to know in there
 */
public record Trial(
    String label, List<String> jvmFlags, boolean pinned, Map<String, String> parameters) {

  /** A parameter that has to be there. */
  public String parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }
}
