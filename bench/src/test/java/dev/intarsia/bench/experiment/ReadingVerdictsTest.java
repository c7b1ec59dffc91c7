package dev.intarsia.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.reader.ReaderKind;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the experiments on reading say of their figures, whichever way those fall. */
class ReadingVerdictsTest {

  private static Measurement measured(
      String series, Map<String, String> parameters, Map<String, Double> gauges) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    gauges.forEach((name, one) -> metrics.put(name, new Metric("", Better.HIGHER, List.of(one))));
    return new Measurement(series, parameters, metrics, List.of());
  }

  private static Measurement read(
      ReaderKind kind, String setting, int rows, double throughput, double heap) {
    return measured(
        kind.label(),
        Map.of("setting", setting, "rows", Integer.toString(rows)),
        Map.of("throughput", throughput, "heap", heap));
  }

  private static List<Measurement> reading(double duckDb, double heapOfFewRows) {
    String setting = "one JVM, in turns";
    return List.of(
        read(ReaderKind.INTARSIA_BATCHES, setting, 400_000, 200, 1),
        read(ReaderKind.INTARSIA_BATCHES, "a smaller file", 100_000, 200, heapOfFewRows),
        read(ReaderKind.INTARSIA_ROWS, setting, 400_000, 150, 1),
        read(ReaderKind.PARQUET_JAVA, setting, 400_000, 100, 90),
        read(ReaderKind.ARROW_CPP, setting, 400_000, 110, 2),
        read(ReaderKind.DUCKDB, setting, 400_000, duckDb, 2));
  }

  @Test
  void readingHoldsWhereEveryBarIsReached() {
    assertThat(new Reading().verdict(reading(200, 4)))
        .startsWith("The claim holds:")
        .contains("reads 1.00 times the rows/s of DuckDB 2.0 (1.0 wanted) (holds)")
        .contains("2.00 times the rows/s of parquet-java 1.18.1 (2.0 wanted) (holds)")
        .contains("1.82 times the rows/s of Arrow C++, arrow-dataset 18.3 (1.7 wanted) (holds)")
        .contains("4.0 B a row of heap over 100,000 rows and 1.0 B over 400,000 (holds)")
        .contains("row by row it reads 0.75 times DuckDB 2.0");
  }

  @Test
  void readingAdmitsWhereABarIsMissed() {
    assertThat(new Reading().verdict(reading(201, 1)))
        .startsWith("The claim holds in part:")
        .contains("reads 1.00 times the rows/s of DuckDB 2.0 (1.0 wanted) (does not hold)")
        .contains("1.0 B a row of heap over 100,000 rows and 1.0 B over 400,000 (does not hold)");
  }

  @Test
  void readingDoesNotJudgeWhomItDidNotMeasure() {
    List<Measurement> without = new ArrayList<>(reading(100, 4));
    without.removeIf(one -> one.series().equals(ReaderKind.DUCKDB.label()));
    assertThat(new Reading().verdict(without))
        .startsWith("The claim holds, as far as it was measured:")
        .contains("beside DuckDB 2.0 (not measured)")
        .doesNotContain("NaN");
  }
}
