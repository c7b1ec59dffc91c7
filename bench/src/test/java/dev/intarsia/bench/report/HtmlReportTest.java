package dev.intarsia.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void saysWhereWhenAndWhatCameOut() throws IOException {
    String page = page(MadeUp.report());

    assertThat(page)
        .contains("Example CPU @ 3.00GHz", "8 GiB", "25.0.1 (Example)", "2026-01-02T03:04:05Z")
        .contains("0123456789abcdef0123456789abcdef01234567+", "<dd>full</dd>")
        .contains("<a href=\"#sweep\">The sweep</a>", "<section id=\"sweep\">")
        .contains("Made up: rows/s at 400,000 are 4.2 times parquet-java's.")
        .contains("25.0.1 -XX:+UseZGC -Xmx738m", "collector ZGC")
        .contains("<b>parquet-java 1.18.1:</b> its dictionary is larger");
  }

  @Test
  void tabulatesMediansWithTheirRanges() throws IOException {
    assertThat(page(MadeUp.report()))
        .contains("<td class=\"n\">1,881,188 <small>1,787,129 … 1,956,436</small></td>")
        .contains("throughput <small>rows/s ↑</small>", "heap <small>B/row ↓</small>");
  }

  @Test
  void holdsAllPlotsAndLoadsNothing() throws IOException {
    String page = page(MadeUp.report());

    assertThat(page.split("<figure>", -1)).hasSize(5);
    assertThat(page.split("<svg ", -1)).hasSize(5);
    assertThat(page).doesNotContain("<script", "<link", " src=", "@import", "url(http");
  }

  @Test
  void textIsNoMarkup() throws IOException {
    ExperimentResult sweep = MadeUp.sweep();
    ExperimentResult hostile =
        new ExperimentResult(
            "a\"b",
            "<h1>",
            "1 < 2 & 3",
            "<script>",
            "\"yes\"",
            List.of("<b>"),
            sweep.measurements(),
            List.of(),
            List.of());

    String page = page(MadeUp.report(List.of(hostile)));

    assertThat(page)
        .contains(
            "<section id=\"a&quot;b\">",
            "&lt;h1&gt;",
            "<li>&lt;b&gt;</li>",
            "1 &lt; 2 &amp; 3",
            "&lt;script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void saysWhenThereIsNothing() throws IOException {
    assertThat(page(MadeUp.report(List.of()))).contains("No experiment was run.");

    ExperimentResult sweep = MadeUp.sweep();
    ExperimentResult failed =
        new ExperimentResult(
            "sweep", "t", "c", "m", "v", List.of(), List.of(), sweep.plots(), sweep.tables());
    assertThat(page(MadeUp.report(List.of(failed)))).contains("<p>Nothing was measured.</p>");
  }

  @Test
  void theSameReportMakesTheSamePage() throws IOException {
    assertThat(page(MadeUp.report())).isEqualTo(page(MadeUp.report()));
  }

  private String page(BenchmarkReport report) throws IOException {
    Path file = directory.resolve("report.html");
    HtmlReport.write(report, file);
    return Files.readString(file);
  }
}
