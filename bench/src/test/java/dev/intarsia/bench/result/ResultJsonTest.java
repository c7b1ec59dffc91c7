package dev.intarsia.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonTest {
  @TempDir private Path directory = Path.of("");

  private static BenchmarkReport report() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("rows", "10000");
    parameters.put("codec", "ZSTD");
    Measurement measurement =
        new Measurement(
            "Intarsia, \"rows\"",
            parameters,
            Map.of("heap", new Metric("B/row", Metric.Better.LOWER, List.of(0.5, 1e-9, 3e12))),
            "JDK 25 -Xmx64m",
            List.of("nothing — really"));
    ExperimentResult result =
        new ExperimentResult(
            "sweep",
            "Sweep",
            "a claim",
            "a method",
            "a verdict",
            List.of("a trial: its JVM ended with exit code 1"),
            List.of(measurement),
            List.of(new Plot("heap", "Heap", Plot.Kind.LINES, "rows", "heap", true, false)),
            List.of(new Table("All", List.of("rows"), List.of("heap"))));
    return new BenchmarkReport(
        BenchmarkReport.SCHEMA_VERSION,
        "2026-11-20T10:00:00Z",
        "abc+",
        "quick",
        new Machine("cpu", 2, 1L << 33, "Linux", "25"),
        List.of(result));
  }

  private Path written() throws IOException {
    Path file = directory.resolve("results.json");
    ResultJson.write(report(), file);
    return file;
  }

  @Test
  void reportSurvivesTheWayThroughFile() throws IOException {
    BenchmarkReport read = ResultJson.read(written());
    assertThat(read).isEqualTo(report());
    assertThat(read.experiments().getFirst().measurements().getFirst().parameters().keySet())
        .containsExactly("rows", "codec");
  }

  @Test
  void fieldsOfLaterVersionsArePassedOver() throws IOException {
    Path file = written();
    String more = Files.readString(file).replaceFirst("\\{", "{ \"weather\": {\"rain\": 1},");
    Files.writeString(file, more);
    assertThat(ResultJson.read(file)).isEqualTo(report());
  }

  @Test
  void resultsOfTheFirstVersionHadNoFailures() throws IOException {
    Path file = written();
    String first =
        Files.readString(file)
            .replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 1")
            .replaceFirst("\"failures\" : \\[[^]]*],", "");
    Files.writeString(file, first);
    assertThat(first).doesNotContain("failures");
    BenchmarkReport read = ResultJson.read(file);
    assertThat(read.schemaVersion()).isOne();
    assertThat(read.experiments().getFirst().failures()).isEmpty();
    assertThat(read.experiments().getFirst().measurements())
        .isEqualTo(report().experiments().getFirst().measurements());
  }

  @Test
  void laterSchemaIsRefusedWithTheWayOut() throws IOException {
    Path file = Files.writeString(directory.resolve("new.json"), "{\"schemaVersion\": 3}");
    assertThatThrownBy(() -> ResultJson.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + " has results of schema version 3; this intarsia reads up to 2: use a later one");
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "rows, not JSON");
    assertThatThrownBy(() -> ResultJson.read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(text + " holds no benchmark results");
    Path other = Files.writeString(directory.resolve("other"), "{\"schemaVersion\": 1}");
    assertThatThrownBy(() -> ResultJson.read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("started");
  }

  @Test
  void valuesThatAreNoNumbersAreNoMetric() {
    assertThatThrownBy(() -> new Metric("ms", Metric.Better.LOWER, List.of(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
