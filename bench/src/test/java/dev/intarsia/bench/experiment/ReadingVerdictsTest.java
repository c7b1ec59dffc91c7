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

  private static Measurement scanned(String series, String writer, double millis, double pages) {
    return measured(
        series, Map.of("file of", writer), Map.of("time", millis, "decoded-pages", pages));
  }

  private static String filtered(double ofParquetJava, double ofOurs) {
    return new ReadingFiltered()
        .verdict(
            List.of(
                scanned("Intarsia, all rows", "parquet-java 1.18.1", 100, 1000),
                scanned("Intarsia, filter", "parquet-java 1.18.1", ofParquetJava, 53),
                scanned("Intarsia, all rows", "Intarsia", 100, 1000),
                scanned("Intarsia, filter", "Intarsia", ofOurs, 53)));
  }

  @Test
  void filterIsJudgedOverBothFiles() {
    assertThat(filtered(4.9, 3))
        .startsWith("The claim holds:")
        .contains("over the file of Intarsia the filter costs 3.0 % of the full scan (less than")
        .contains("it takes 4.9 of 100 ms there and decodes 53 of 1,000 pages")
        .doesNotContain("NaN");
    assertThat(filtered(5.1, 3))
        .startsWith("The claim holds in part:")
        .contains("parquet-java 1.18.1 the filter costs 5.1 % of the full scan (less than 5 % wan");
    assertThat(filtered(50, 30)).startsWith("The claim does not hold here:");
  }

  private static String threads(double two, String cores) {
    return new ReadingThreads()
        .verdict(
            List.of(
                measured(
                    "any",
                    Map.of("threads", "1", "cores", cores),
                    Map.of("throughput", 100.0, "cpu", 1.0)),
                measured(
                    "any",
                    Map.of("threads", "2", "cores", cores),
                    Map.of("throughput", two, "cpu", 1.25))));
  }

  @Test
  void threadsAreJudgedWhereThereAreCores() {
    assertThat(threads(170, "2"))
        .startsWith("The claim holds:")
        .contains("two threads read 1.70 times the rows/s of one")
        .contains("1.25 times the processor time");
    assertThat(threads(169, "2")).startsWith("The claim does not hold here:");
    assertThat(threads(100, "1"))
        .startsWith("Nothing was measured that the claim could be judged by");
  }

  private static Measurement unpacked(String series, String mask, String firstBit, double nanos) {
    return measured(
        series,
        Map.of("mask", mask, "% present", "97", "first bit", firstBit),
        Map.of("row-time", nanos));
  }

  private static String unpacking(double reversed) {
    return new BitmapUnpacking()
        .verdict(
            List.of(
                unpacked("by words", "a byte a row", "0", 1),
                unpacked("by reversed bytes", "a byte a row", "0", 20),
                unpacked("row by row", "a byte a row", "0", 5),
                unpacked("by words", "a byte a row", "3", 1),
                unpacked("by reversed bytes", "a byte a row", "3", reversed),
                unpacked("row by row", "a byte a row", "3", 5),
                unpacked("by words", "eight bytes a row", "0", 1),
                unpacked("row by row", "eight bytes a row", "0", 2)));
  }

  @Test
  void leastGainOfUnpackingIsJudged() {
    assertThat(unpacking(10))
        .startsWith("The claim holds:")
        .contains("words are 10.0 to 20 times as fast as reversed bytes")
        .contains("they are 5.0 to 5.0 times as fast as row by row")
        .contains("to eight bytes a row it is 2.0 to 2.0 times");
    assertThat(unpacking(5)).startsWith("The claim holds in part:");
    assertThat(unpacking(1)).startsWith("The claim does not hold here:");
  }
}
