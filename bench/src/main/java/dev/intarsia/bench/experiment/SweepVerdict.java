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
    return verdict.columns() + "; " + verdict.growth() + "; " + verdict.standing(figures) + ".";
  }

  private String columns() {
    List<String> builders =
        Stream.of(ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_GROWING)
            .map(ContenderKind::label)
            .filter(label -> !Double.isNaN(gain(label, largest())))
            .toList();
    if (builders.isEmpty()) {
      return "columns could not be compared with rows, for " + REFERENCE + " is missing";
    }
    String text =
        String.join(" and ", builders.stream().map(this::againstReference).toList())
            + " the rows/s of "
            + REFERENCE;
    boolean loses =
        builders.stream().anyMatch(b -> smallSizes().anyMatch(rows -> gain(b, rows) < 1));
    boolean wins = builders.stream().anyMatch(b -> gain(b, largest()) >= 1 + CLAIMED_GAIN);
    return text
        + ", so building columns %s below %,d rows and %s by 66 %% at %,d"
            .formatted(
                loses ? "loses" : "does not lose",
                SMALL,
                wins ? "wins" : "does not win",
                largest());
  }

  private Stream<Integer> smallSizes() {
    return Arrays.stream(sizes).filter(rows -> rows < SMALL).boxed();
  }

  private String againstReference(String series) {
    return String.format(
        Locale.ROOT,
        "%s writes %.2f times at %,d rows and %.2f times at %,d",
        series,
        gain(series, sizes[0]),
        sizes[0],
        gain(series, largest()),
        largest());
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
