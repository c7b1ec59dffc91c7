package dev.intarsia.bench.report;

import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Two runs beside each other. */
public final class Comparison {
  private final BenchmarkReport a;
  private final BenchmarkReport b;
  private final StringBuilder text = new StringBuilder();

  private Comparison(BenchmarkReport a, BenchmarkReport b) {
    this.a = a;
    this.b = b;
  }

  /**
   * Every metric of every measurement in both runs, as Markdown. What only one of them has is
   * named; what makes them incomparable comes first.
   *
   * @param a the earlier run, or the one that was there before
   * @param b the later one; ratios are of its median to the other's
   */
  public static String markdown(BenchmarkReport a, BenchmarkReport b) {
    return new Comparison(a, b).markdown();
  }

  private String markdown() {
    text.append("# Two runs compared\n\n");
    warn();
    facts();
    Map<String, ExperimentResult> before = byName(a);
    Map<String, ExperimentResult> after = byName(b);
    onlyIn("experiments", before.keySet(), after.keySet());
    Set<String> both = new LinkedHashSet<>(before.keySet());
    both.retainAll(after.keySet());
    for (String name : both) {
      experiment(Objects.requireNonNull(before.get(name)), Objects.requireNonNull(after.get(name)));
    }
    if (both.isEmpty()) {
      text.append("The runs have no experiment in common.\n");
    }
    return text.toString();
  }

  private void warn() {
    List<String> differing = new ArrayList<>();
    Map<String, String> before = RunFacts.environment(a);
    RunFacts.environment(b)
        .forEach(
            (name, value) -> {
              if (!value.equals(before.get(name))) {
                differing.add(name);
              }
            });
    if (!differing.isEmpty()) {
      text.append(
          "**The runs differ in %s: what follows is not due to the code alone.**\n\n"
              .formatted(String.join(", ", differing)));
    }
    if (!a.effort().equals(b.effort())) {
      text.append("**The runs differ in effort: rows and rounds may not be the same.**\n\n");
    }
    if (a.schemaVersion() != b.schemaVersion()) {
      text.append(
          "**The schemas of the runs differ, %d and %d: metrics may not mean the same.**\n\n"
              .formatted(a.schemaVersion(), b.schemaVersion()));
    }
  }

  private void facts() {
    text.append("| | A | B |\n|---|---|---|\n");
    Map<String, String> after = RunFacts.of(b);
    RunFacts.of(a).forEach((name, value) -> row(name, value, after.getOrDefault(name, "")));
    text.append('\n');
  }

  private void experiment(ExperimentResult before, ExperimentResult after) {
    text.append("## ").append(Escape.markdown(before.title())).append("\n\n");
    Map<String, Measurement> inA = byConditions(before);
    Map<String, Measurement> inB = byConditions(after);
    List<ComparedMetric> compared = new ArrayList<>();
    Set<String> metricsOfA = new LinkedHashSet<>();
    Set<String> metricsOfB = new LinkedHashSet<>();
    Set<String> otherJvms = new LinkedHashSet<>();
    inA.forEach(
        (name, m) -> {
          Measurement other = inB.get(name);
          if (other != null) {
            m.metrics().keySet().forEach(metric -> metricsOfA.add(name + ": " + metric));
            other.metrics().keySet().forEach(metric -> metricsOfB.add(name + ": " + metric));
            compared.addAll(ComparedMetric.all(name, m, other));
            if (!m.jvm().equals(other.jvm())) {
              otherJvms.add(name);
            }
          }
        });
    table(compared);
    onlyIn("measurements", inA.keySet(), inB.keySet());
    onlyIn("metrics", metricsOfA, metricsOfB);
    if (!otherJvms.isEmpty()) {
      list("In JVMs of another version or with other flags", otherJvms);
    }
  }

  private void table(List<ComparedMetric> compared) {
    if (compared.isEmpty()) {
      text.append("Nothing was measured in both runs.\n\n");
      return;
    }
    text.append("| | metric | A | B | B/A | B is |\n|---|---|---:|---:|---:|---|\n");
    for (ComparedMetric metric : compared) {
      row(
          metric.name(),
          metric.metric(),
          withRange(metric.a()),
          withRange(metric.b()),
          metric.ratio(),
          metric.verdict());
    }
    text.append('\n');
  }

  private static String withRange(Metric metric) {
    String range = Figures.range(metric);
    String median = Figures.text(metric.median()) + " " + metric.unit();
    return range.isEmpty() ? median.strip() : median.strip() + " (" + range + ")";
  }

  private void onlyIn(String what, Set<String> inA, Set<String> inB) {
    Set<String> lost = new LinkedHashSet<>(inA);
    lost.removeAll(inB);
    Set<String> gained = new LinkedHashSet<>(inB);
    gained.removeAll(inA);
    if (!lost.isEmpty()) {
      list("Only A has these " + what, lost);
    }
    if (!gained.isEmpty()) {
      list("Only B has these " + what, gained);
    }
  }

  private void list(String title, Set<String> items) {
    text.append(title).append(":\n\n");
    items.forEach(item -> text.append("- ").append(Escape.markdown(item)).append('\n'));
    text.append('\n');
  }

  private void row(String... cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(' ').append(Escape.markdown(cell)).append(" |");
    }
    text.append('\n');
  }

  private static Map<String, ExperimentResult> byName(BenchmarkReport report) {
    Map<String, ExperimentResult> byName = new LinkedHashMap<>();
    report.experiments().forEach(e -> byName.put(e.name(), e));
    return byName;
  }

  /**
   * By series and parameters, in whatever order these come; what these do not tell apart is
   * numbered.
   */
  private static Map<String, Measurement> byConditions(ExperimentResult experiment) {
    Map<String, Measurement> measurements = new LinkedHashMap<>();
    for (Measurement m : experiment.measurements()) {
      StringBuilder conditions = new StringBuilder(m.series());
      new TreeMap<>(m.parameters())
          .forEach(
              (name, value) ->
                  conditions
                      .append(" · ")
                      .append(name)
                      .append(' ')
                      .append(Figures.parameter(value)));
      String name = conditions.toString();
      for (int n = 2; measurements.containsKey(name); n++) {
        name = conditions + " · no. " + n;
      }
      measurements.put(name, m);
    }
    return measurements;
  }
}
