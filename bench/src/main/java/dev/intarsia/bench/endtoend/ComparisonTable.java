package dev.intarsia.bench.endtoend;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.measure.Round;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what was measured: speed, heap, memory and size side by side, and under which rules. */
final class ComparisonTable {
  private static final double MEGA = 1e6;

  private final PrintStream out;

  ComparisonTable(PrintStream out) {
    this.out = out;
  }

  void print(Workload work, List<Series> all) {
    out.printf(
        Locale.ROOT,
        "%n%,d telemetry rows of 52 columns, %,.1f MB in one off-heap buffer; %s; median of %d"
            + " files after %d warm-ups%n%n",
        work.rows(),
        all.get(0).inputBytes() / MEGA,
        work.codec() == Codec.ZSTD ? "ZSTD level " + Contender.ZSTD_LEVEL : "uncompressed",
        work.rounds(),
        work.warmUps());
    out.printf(
        Locale.ROOT,
        "%-22s %10s %19s %6s %10s %6s %10s %11s %5s %7s %10s %9s%n",
        "",
        "rows/s",
        "(min..max)",
        "ratio",
        "CPU us/row",
        "ratio",
        "heap B/row",
        "all threads",
        "GCs",
        "GC ms",
        "peak MB*",
        "file MB");
    for (Series series : all) {
      row(work, series, all.get(0));
    }
    out.printf(
        Locale.ROOT,
        "%n* resident memory beyond the row buffer, of the first and of the last file: the JVM, its"
            + " heap, everything;%n  tells contenders apart only where each has a JVM of its own"
            + " (--fork)%n  CPU: the whole process, compiler and collector included; other work on"
            + " the machine hardly lengthens it%n");
    for (Series series : all) {
      out.printf(Locale.ROOT, "%n%s%n  JVM: %s%n", series.kind().label(), series.jvm());
      out.printf(Locale.ROOT, "  not matched: %s%n", String.join("; ", series.kind().unmatched()));
    }
  }

  private void row(Workload work, Series series, Series first) {
    double rows = work.rows();
    out.printf(
        Locale.ROOT,
        "%-22s %,10.0f %19s %6.2f %10.3f %6.2f %10.2f %11.2f %5d %7d %10s %9.2f%n",
        series.kind().label(),
        rate(work, series.median(Round::nanos)),
        "(%,.0f..%,.0f)"
            .formatted(rate(work, series.max(Round::nanos)), rate(work, series.min(Round::nanos))),
        (double) first.median(Round::nanos) / series.median(Round::nanos),
        series.median(Round::cpuNanos) / rows / 1e3,
        (double) first.median(Round::cpuNanos) / series.median(Round::cpuNanos),
        series.median(Round::threadBytes) / rows,
        series.median(Round::heapBytes) / rows,
        series.median(Round::collections),
        series.median(Round::pauseNanos) / 1_000_000,
        peak(series),
        series.median(Round::fileBytes) / MEGA);
  }

  private static double rate(Workload work, long nanos) {
    return work.rows() * 1e9 / nanos;
  }

  /** The peak of the first and of the last file, to show whether memory grows. */
  private static String peak(Series series) {
    Round first = series.rounds().get(0);
    Round last = series.rounds().get(series.rounds().size() - 1);
    if (last.peakResidentBytes() < 0) {
      return "unknown";
    }
    return String.format(
        Locale.ROOT,
        "%.0f..%.0f",
        (first.peakResidentBytes() - series.inputBytes()) / MEGA,
        (last.peakResidentBytes() - series.inputBytes()) / MEGA);
  }
}
