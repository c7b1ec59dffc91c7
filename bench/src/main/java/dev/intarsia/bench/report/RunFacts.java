package dev.intarsia.bench.report;

import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.Machine;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What stands at the head of a report: where, when and on what. */
final class RunFacts {
  private static final double GIBIBYTE = 1L << 30;

  private RunFacts() {}

  /** Names and values, in the order they are shown; the same names for every report. */
  static Map<String, String> of(BenchmarkReport report) {
    Map<String, String> facts = environment(report);
    facts.put("commit", report.commit());
    facts.put("started", report.started());
    facts.put("effort", report.effort().toLowerCase(Locale.ROOT));
    return facts;
  }

  /** Those that make the figures of two runs incomparable if they differ. */
  static Map<String, String> environment(BenchmarkReport report) {
    Machine machine = report.machine();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", machine.processor());
    facts.put("cores", Integer.toString(machine.cores()));
    facts.put("memory", Figures.text(machine.memoryBytes() / GIBIBYTE) + " GiB");
    facts.put("system", machine.system());
    facts.put("JDK", machine.jdk());
    return facts;
  }
}
