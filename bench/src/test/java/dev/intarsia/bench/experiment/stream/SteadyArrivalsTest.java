package dev.intarsia.bench.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.contender.RowWriter;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Never how fast anything is: only that time that passes in the writer is seen. */
class SteadyArrivalsTest {
  private static final int STALL_MILLIS = 50;
  private static final int STALLED_ROW = 200;

  @TempDir private Path directory = Path.of("");

  /** Takes rows and does nothing but, once, stall. */
  private static final class Stalling implements RowWriter {
    private int rows;
    private int files;
    private int finished;

    @Override
    public void begin(Path file) throws IOException {
      Files.createFile(file);
      files++;
    }

    @Override
    public void append(TelemetryReader row) {
      if (rows++ == STALLED_ROW) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS);
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(end - System.nanoTime());
        }
      }
    }

    @Override
    public void finish() {
      finished++;
    }

    @Override
    public void close() {}
  }

  @Test
  void rowsThatQueueBehindSlowOneAreLateToo() throws IOException {
    Stalling writer = new Stalling();
    try (EndlessRows rows = new EndlessRows(1, 100)) {
      SteadyArrivals.Arrived arrived =
          new SteadyArrivals(writer, rows, directory, 250).run(10_000, 1_000);
      assertThat(arrived.latencies().getTotalCount()).isEqualTo(1_000);
      long late = TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS / 2);
      long end = arrived.latencies().getMaxValue();
      // 50 ms at one row in 100 us: some 250 of them are due in the first half of the stall.
      assertThat(arrived.latencies().getCountBetweenValues(late, end)).isGreaterThan(200);
      assertThat(arrived.perSecond()).isLessThan(10_100);
    }
    assertThat(writer.rows).isEqualTo(1_000);
    assertThat(writer.files).isEqualTo(4);
    assertThat(writer.finished).isEqualTo(4);
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  /** Takes rows at once, and long to finish a file. */
  private static final class SlowToFinish implements RowWriter {
    @Override
    public void begin(Path file) throws IOException {
      Files.createFile(file);
    }

    @Override
    public void append(TelemetryReader row) {}

    @Override
    public void finish() {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void endsOfFilesAreToldWithAndWithout() throws IOException {
    try (EndlessRows rows = new EndlessRows(1, 100)) {
      SteadyArrivals.Arrived arrived =
          new SteadyArrivals(new SlowToFinish(), rows, directory, 250).run(1_000, 600);
      long stall = TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS);
      assertThat(arrived.latencies().getMaxValue()).isGreaterThan(stall * 9 / 10);
      // Two files end within; at a row in a millisecond some 50 are due during each end.
      assertThat(arrived.latencies().getTotalCount()).isEqualTo(600);
      assertThat(arrived.steady().getTotalCount()).isBetween(100L, 520L);
      long late = stall / 2;
      assertThat(arrived.latencies().getCountBetweenValues(late, 10 * stall))
          .isGreaterThan(arrived.steady().getCountBetweenValues(late, 10 * stall) + 30);
    }
  }

  @Test
  void tailIsToldInMicroseconds() throws IOException {
    try (EndlessRows rows = new EndlessRows(1, 100)) {
      SteadyArrivals arrivals = new SteadyArrivals(new Stalling(), rows, directory, 500);
      Map<String, Metric> metrics =
          Percentiles.metrics(
              "latency",
              List.of(
                  arrivals.run(10_000, 300).latencies(), arrivals.run(10_000, 100).latencies()));
      assertThat(metrics.keySet()).containsExactlyElementsOf(Percentiles.names("latency"));
      Metric max = Objects.requireNonNull(metrics.get("latency-max"));
      assertThat(max.unit()).isEqualTo("us");
      assertThat(max.values()).hasSize(2);
      assertThat(max.values().get(0)).isGreaterThanOrEqualTo(STALL_MILLIS * 1_000.0 * 0.99);
    }
  }
}
