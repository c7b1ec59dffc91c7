package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a sweep says of the claims: columns against rows, size of the file, who is ahead. */
final class SweepVerdict {
  private static final String OURS = ContenderKind.INTARSIA_ROWS.label();
  private static final String REFERENCE = ContenderKind.PARQUET_JAVA.label();
  private static final int SMALL = 25_000;
  private static final double CLAIMED_GAIN = 0.66;

  /** Who builds columns before any is encoded, off the heap and on it: each is judged. */
  private static final List<String> BUILDERS =
      labels(ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_GROWING);

  private static final List<String> TWINS =
      labels(ContenderKind.HEAP_POOLED, ContenderKind.HEAP_FRESH, ContenderKind.HEAP_GROWING);

  private static final List<String> OTHERS =
      labels(ContenderKind.PARQUET_JAVA, ContenderKind.ARROW_CPP, ContenderKind.DUCKDB);

  private final Figures all;
  private final Figures figures;
  private final int[] sizes;
  private final Judgement judgement = new Judgement();

  private SweepVerdict(Figures all) {
    this.all = all;
    figures = all.with("throughput");
    sizes = figures.values("rows").stream().mapToInt(Integer::parseInt).sorted().toArray();
  }

  private static List<String> labels(ContenderKind... kinds) {
    return Stream.of(kinds).map(ContenderKind::label).toList();
  }

  static String of(Figures figures) {
    SweepVerdict verdict = new SweepVerdict(figures);
    return verdict.sizes.length == 0 ? "Nothing was measured." : verdict.text();
  }

  private String text() {
    for (String builder : BUILDERS) {
      if (!figures.of(builder).measurements().isEmpty()) {
        small(builder);
        large(builder);
        growth(builder);
      }
    }
    standing(OTHERS, "the closest other writer");
    standing(TWINS, "the closest of its own code on the heap");
    return judgement.text();
  }

  /** Says nothing of small files where none were written. */
  private void small(String builder) {
    int[] small = Arrays.stream(sizes).filter(rows -> rows < SMALL).toArray();
    if (small.length == 0) {
      return;
    }
    double best = Arrays.stream(small).mapToDouble(rows -> gain(builder, rows)).max().orElseThrow();
    judgement.direction(
        String.format(
            Locale.ROOT,
            "below %,d rows %s writes at most %s the rows/s of %s (claimed: fewer)",
            SMALL,
            builder,
            times(best),
            REFERENCE),
        1,
        best);
  }

  private void large(String builder) {
    double gain = gain(builder, largest());
    judgement.effect(
        String.format(Locale.ROOT, "at %,d rows %s writes %s", largest(), builder, times(gain))
            + " (claimed: 1.66 at 400,000)",
        gain - 1,
        CLAIMED_GAIN);
  }

  private void growth(String builder) {
    if (sizes.length == 1) {
      return;
    }
    double small = throughput(builder, sizes[0]);
    double large = throughput(builder, largest());
    judgement.direction(
        String.format(
            Locale.ROOT,
            "from the smallest file to the largest its rows/s go from %,.0f to %,.0f (claimed: up)",
            small,
            large),
        large,
        small);
  }

  private static String times(double ratio) {
    return Double.isNaN(ratio) ? "unknown times" : String.format(Locale.ROOT, "%.2f times", ratio);
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

  private void standing(List<String> rivals, String whose) {
    closest(rivals, "throughput", whose + " when warm is");
    closest(rivals, "first-file", whose + " in a first file is");
    closest(rivals, "first-file-cold", whose + " in a cold file is");
  }

  private void closest(List<String> rivals, String metric, String words) {
    all.closest(OURS, rivals, metric, "rows")
        .ifPresent(rival -> judgement.also(words + " " + lead(rival)));
  }

  private static String lead(Figures.Rival rival) {
    return String.format(
        Locale.ROOT,
        "%s at %,d rows, of whose rows/s %s writes %.2f times (ahead wanted: %s)",
        rival.series(),
        Integer.parseInt(rival.at()),
        OURS,
        rival.ratio(),
        rival.ratio() > 1 ? "met" : "missed");
  }
}
