package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.verdict.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a sweep says of the claims: columns against rows, size of the batch, who is ahead. */
final class SweepVerdict {
  private static final String OURS = ContenderKind.INTARSIA_ROWS.label();
  private static final String REFERENCE = ContenderKind.PARQUET_JAVA.label();
  private static final int SMALL = 25_000;
  private static final double CLAIMED_GAIN = 0.66;

  private final Figures figures;
  private final int[] sizes;

  private SweepVerdict(Figures figures) {
    this.figures = figures.with("throughput");
    sizes = this.figures.values("rows").stream().mapToInt(Integer::parseInt).sorted().toArray();
  }

  static String of(Figures figures) {
    SweepVerdict verdict = new SweepVerdict(figures);
    if (verdict.sizes.length == 0) {
      return "Nothing was measured.";
    }
    String growth = verdict.sizes.length == 1 ? "" : verdict.growth() + "; ";
    return verdict.columns() + "; " + growth + verdict.standing(figures) + ".";
  }

  private String columns() {
    List<String> builders =
        Stream.of(ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_GROWING)
            .map(ContenderKind::label)
            .filter(label -> !Double.isNaN(gain(label, largest())))
            .toList();
    if (builders.isEmpty()) {
      return "Columns could not be compared with rows, for " + REFERENCE + " is missing";
    }
    return "Of the rows/s of "
        + REFERENCE
        + ", "
        + String.join(" and ", builders.stream().map(this::gains).toList())
        + ", so building columns "
        + small(builders)
        + large(builders);
  }

  /** "Intarsia, rows writes 2.10 times at 10,000 rows and ..." */
  private String gains(String series) {
    String largest = times(series, largest());
    return series
        + " writes "
        + (sizes.length == 1 ? largest : times(series, sizes[0]) + " and " + largest);
  }

  private String times(String series, int rows) {
    return String.format(Locale.ROOT, "%.2f times at %,d rows", gain(series, rows), rows);
  }

  /** Says nothing of small files where none were written. */
  private String small(List<String> builders) {
    int[] small = Arrays.stream(sizes).filter(rows -> rows < SMALL).toArray();
    if (small.length == 0) {
      return "";
    }
    boolean loses =
        builders.stream()
            .anyMatch(builder -> Arrays.stream(small).anyMatch(rows -> gain(builder, rows) < 1));
    return String.format(
        Locale.ROOT, "%s below %,d rows and ", loses ? "loses" : "does not lose", SMALL);
  }

  private String large(List<String> builders) {
    boolean wins =
        builders.stream().anyMatch(builder -> gain(builder, largest()) >= 1 + CLAIMED_GAIN);
    return String.format(
        Locale.ROOT, "%s by 66 %% at %,d", wins ? "wins" : "does not win", largest());
  }

  private double gain(String series, int rows) {
    return throughput(series, rows) / throughput(REFERENCE, rows);
  }

  private double throughput(String series, int rows) {
    return figures.of(series).where("rows", rows).median("throughput");
  }

  private int largest() {
    return sizes[sizes.length - 1];
  }

  private String growth() {
    double small = throughput(OURS, sizes[0]);
    double large = throughput(OURS, largest());
    if (Double.isNaN(small + large)) {
      return OURS + " is missing";
    }
    return String.format(
        Locale.ROOT,
        "throughput %s with the batch, from %,.0f to %,.0f rows/s for %s",
        large > small ? "rises" : "does not rise",
        small,
        large,
        OURS);
  }

  private String standing(Figures all) {
    Figures compared =
        new Figures(
            all.measurements().stream()
                .filter(m -> m.series().equals(OURS) || !isOurs(m.series()))
                .toList());
    return closest(compared, "throughput", "when warm")
        + ", "
        + closest(compared, "first-file", "in a first file")
        + closest(compared, "first-file-cold").map(r -> ", " + lead(r, "cold")).orElse("");
  }

  private static boolean isOurs(String series) {
    return Stream.of(
            ContenderKind.INTARSIA_ROWS,
            ContenderKind.INTARSIA_BATCHES,
            ContenderKind.HEAP_POOLED,
            ContenderKind.HEAP_FRESH,
            ContenderKind.HEAP_GROWING)
        .anyMatch(kind -> kind.label().equals(series));
  }

  private static Optional<Figures.Rival> closest(Figures compared, String metric) {
    return compared.closest(OURS, metric, "rows");
  }

  private static String closest(Figures compared, String metric, String when) {
    return closest(compared, metric)
        .map(rival -> lead(rival, when))
        .orElse("nobody to compare with " + when);
  }

  private static String lead(Figures.Rival rival, String when) {
    return String.format(
        Locale.ROOT,
        "%s its closest rival is %s at %,d rows, %s (%.2f times its rows/s)",
        when,
        rival.series(),
        Integer.parseInt(rival.at()),
        rival.ratio() > 1 ? "and behind" : "and ahead",
        rival.ratio());
  }
}
