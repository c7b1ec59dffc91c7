package dev.intarsia.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.SameData;
import dev.intarsia.bench.measure.Round;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the comparison once and small: it says who wrote what, never how fast. */
class WriteComparisonTest {
  private static final int ROWS = 2_000;
  private static final List<ContenderKind> ALL =
      List.of(ContenderKind.INTARSIA_ROWS, ContenderKind.PARQUET_JAVA);

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @EnumSource
  void everyRoundOfEveryContenderIsMeasuredAndPrinted(Codec codec) throws IOException {
    Workload work = new Workload(ROWS, 42, codec, 1, 2, directory);
    List<Series> all = SharedJvm.run(work, ALL);
    assertThat(all).extracting(Series::kind).isEqualTo(ALL);
    for (Series series : all) {
      assertThat(series.rounds()).hasSize(2);
      assertThat(series.min(Round::nanos)).isPositive();
      assertThat(series.min(Round::fileBytes))
          .isEqualTo(work.file(series.kind()).toFile().length());
    }
    assertThat(printed(work, all))
        .contains("2,000 telemetry rows of 52 columns")
        .contains(ALL.stream().map(ContenderKind::label).toList());
  }

  private static String printed(Workload work, List<Series> all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ComparisonTable(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(work, all);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void contenderRunsInJvmOfItsOwn() throws IOException, InterruptedException {
    Workload work = new Workload(100, 42, Codec.ZSTD, 0, 1, directory);
    ContenderKind kind = ContenderKind.PARQUET_JAVA;
    Series series = OwnJvm.run(work, kind, "-XX:+UseSerialGC -Xmx512m");
    assertThat(series.jvm()).contains("-Xmx512m");
    assertThat(series.rounds()).hasSize(1);
    assertThat(SameData.prove(work.file(kind), work.file(kind))).isEqualTo(100);
  }

  @Test
  void seriesSurvivesTheWayBetweenJvms() throws IOException {
    List<Round> rounds =
        List.of(new Round(9, 8, 7, 6, 5, 4, 3, 2, -1, 2), new Round(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    Series series = new Series(ContenderKind.PARQUET_JAVA, "JDK -Xmx1g", 77, rounds);
    Path path = directory.resolve("series.txt");
    series.save(path);
    assertThat(Series.load(path)).isEqualTo(series);
  }
}
