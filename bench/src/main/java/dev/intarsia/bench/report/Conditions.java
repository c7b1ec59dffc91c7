package dev.intarsia.bench.report;

import dev.intarsia.bench.result.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an experiment's figures were measured under, besides what its parameters say.
 *
 * @param jvms each JVM, and who ran in it
 * @param unmatched each difference that could not be evened out, and whose it is
 */
record Conditions(Map<String, String> jvms, Map<String, String> unmatched) {

  static Conditions of(List<Measurement> measurements) {
    Map<String, List<Measurement>> byJvm = new LinkedHashMap<>();
    Map<String, Set<String>> unmatched = new LinkedHashMap<>();
    for (Measurement m : measurements) {
      byJvm.computeIfAbsent(m.jvm(), jvm -> new ArrayList<>()).add(m);
      for (String difference : m.unmatched()) {
        unmatched.computeIfAbsent(difference, d -> new LinkedHashSet<>()).add(m.series());
      }
    }
    Map<String, String> jvms = new LinkedHashMap<>();
    byJvm.forEach((jvm, inIt) -> jvms.put(jvm, who(inIt, measurements)));
    Map<String, String> whose = new LinkedHashMap<>();
    unmatched.forEach((difference, series) -> whose.put(difference, String.join("; ", series)));
    return new Conditions(jvms, whose);
  }

  /** The series of a JVM, and the parameters that all of them share but others do not. */
  private static String who(List<Measurement> inJvm, List<Measurement> all) {
    Set<String> series = new LinkedHashSet<>();
    inJvm.forEach(m -> series.add(m.series()));
    Set<Map.Entry<String, String>> shared =
        new LinkedHashSet<>(inJvm.getFirst().parameters().entrySet());
    inJvm.forEach(m -> shared.retainAll(m.parameters().entrySet()));
    shared.removeIf(entry -> all.stream().allMatch(m -> m.parameters().entrySet().contains(entry)));
    StringBuilder who = new StringBuilder(String.join("; ", series));
    shared.forEach(
        entry ->
            who.append(" · ")
                .append(entry.getKey())
                .append(' ')
                .append(Figures.parameter(entry.getValue())));
    return who.toString();
  }
}
