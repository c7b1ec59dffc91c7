package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DetectLeaks
class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void theReportSaysAllThatWasMeasured() {
    Run run = Run.of("demo", "--rows", 2_000);
    assertThat(run.code()).as(run.err()).isEqualTo(Intarsia.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("2,000 rows of " + TelemetryColumn.values().length + " columns")
        .containsPattern("speed +[\\d,]+ rows/s, .*/s, .* in all")
        .containsPattern("\\R +[\\d,]+ rows/s in the second half")
        .containsPattern("file +\\S+ KiB, zstd 3, 1 row group\n")
        .containsPattern("Java heap +\\d+\\.\\d\\d bytes allocated per row in the second half\\R")
        .containsPattern(" +\\S+ [KM]iB in all, .*; \\S+ [KM]iB of it to finish the file")
        .containsPattern("collections +\\S+")
        .containsPattern("off-heap +\\S+ MiB at its peak, 512.0 MiB allowed")
        .containsPattern("check +in order: footer, indexes and the checksums of \\d+ pages");
  }

  @Test
  void theFileIsKeptWhereItIsAskedFor() {
    Path file = folder.resolve("telemetry.parquet");
    Run run =
        Run.of(
            "demo", "--rows", 12_345, "-o", file, "--codec", "snappy", "--row-group-rows", 5_000);
    assertThat(run.code()).as(run.err()).isEqualTo(Intarsia.OK);
    assertThat(run.out()).contains("snappy, 3 row groups").contains("kept as      " + file);
    assertThat(DuckDb.number("SELECT count(*) FROM " + DuckDb.literal(file))).isEqualTo(12_345);
    assertThat(DuckDb.rows("DESCRIBE SELECT * FROM " + DuckDb.literal(file)))
        .hasSize(TelemetryColumn.values().length);
  }

  @Test
  void theSameSeedMakesTheSameRows() {
    Path first = folder.resolve("1.parquet");
    Path second = folder.resolve("2.parquet");
    Path third = folder.resolve("3.parquet");
    Run.of("demo", "--rows", 300, "--seed", 7, "-o", first);
    Run.of("demo", "--rows", 300, "--seed", 7, "-o", second);
    Run.of("demo", "--rows", 300, "--seed", 8, "-o", third);
    assertThat(first).hasSameBinaryContentAs(second);
    assertThat(DuckDb.read(first)).isNotEqualTo(DuckDb.read(third));
  }

  @Test
  void wrongUsageIsSaidToBe() {
    Run run = Run.of("demo", "--rows", 0);
    assertThat(run.code()).isEqualTo(Intarsia.USAGE);
    assertThat(run.err()).contains("--rows takes a number from 1 on");
  }
}
