package dev.intarsia.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {
  private static final Pattern LINK = Pattern.compile("!\\[[^]]*]\\(([^)]+)\\)");

  @TempDir private Path directory = Path.of("");

  @Test
  void saysWhatThePageSays() throws IOException {
    assertThat(text(MadeUp.report()))
        .contains("| processor | Example CPU @ 3.00GHz |", "| effort | full |")
        .contains("## The sweep", "**Here.** Made up: rows/s at 400,000 are 4.2 times")
        .contains("| series | rows | throughput rows/s ↑ | heap B/row ↓ |\n|---|---:|---:|---:|\n")
        .contains("| Intarsia, rows | 400,000 | 1,881,188 (1,787,129 … 1,956,436) | 0 |")
        .contains("- **parquet-java 1.18.1:** its dictionary is larger")
        .contains("| 25.0.1 -XX:+UseG1GC -Xmx738m |");
  }

  @Test
  void itsLinksLeadToThePlots() throws IOException {
    String text = text(MadeUp.report());

    List<String> links = LINK.matcher(text).results().map(r -> r.group(1)).toList();
    assertThat(links)
        .containsExactly(
            "plots/sweep-throughput.svg",
            "plots/sweep-heap.svg",
            "plots/collectors-pause.svg",
            "plots/latency-latency.svg");
    for (String link : links) {
      assertThat(directory.resolve(link)).content().startsWith("<svg ");
    }
  }

  @Test
  void plotsMayBeAnywhere() throws IOException {
    Path plots = Files.createDirectories(directory.resolve("elsewhere/images"));
    Path file = Files.createDirectories(directory.resolve("docs")).resolve("report.md");

    MarkdownReport.write(MadeUp.report(), file, plots);

    assertThat(file).content().contains("](../elsewhere/images/sweep-heap.svg)");
  }

  @Test
  void textDoesNotBreakTables() throws IOException {
    Measurement odd =
        MadeUp.measurement(
            "a|b *c* <d>",
            Map.of("p", "one\ntwo"),
            Map.of("m", MadeUp.metric("ms", Better.LOWER, 1.5)));
    ExperimentResult experiment =
        new ExperimentResult(
            "n",
            "t",
            "c",
            "m",
            "v",
            List.of("a, b: its JVM ended with exit code 137"),
            List.of(odd),
            List.of(),
            List.of(new Table("T", List.of("p"), List.of("m"))));

    assertThat(text(MadeUp.report(List.of(experiment))))
        .contains("| a\\|b \\*c\\* &lt;d> | one two | 1.50 |")
        .contains("**Missing, because it failed:**\n\n- a, b: its JVM ended with exit code 137")
        .contains("A claim is judged part by part");
  }

  @Test
  void saysWhenThereIsNothing() throws IOException {
    assertThat(text(MadeUp.report(List.of()))).contains("No experiment was run.");

    ExperimentResult sweep = MadeUp.sweep();
    ExperimentResult failed =
        new ExperimentResult(
            "sweep", "t", "c", "m", "v", List.of(), List.of(), sweep.plots(), sweep.tables());
    assertThat(text(MadeUp.report(List.of(failed)))).contains("Nothing was measured.");
  }

  private String text(BenchmarkReport report) throws IOException {
    Path file = directory.resolve("report.md");
    MarkdownReport.write(report, file, directory.resolve("plots"));
    return Files.readString(file);
  }
}
