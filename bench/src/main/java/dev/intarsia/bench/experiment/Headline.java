package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Entrant;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The question in one picture: rows in, file out, on one core. */
public final class Headline implements Experiment {
  private static final String TOGETHER = "one JVM, in turns";
  private static final String ALONE = "a JVM each";
  private static final String LARGE_HEAP = "-Xmx4g";

  /** For those that need no more. */
  private static final String SMALL_HEAP = "-Xmx64m";

  private static final ContenderKind REFERENCE = ContenderKind.PARQUET_JAVA;

  private static final List<Entrant> ENTRANTS =
      List.of(
          new Entrant(ContenderKind.INTARSIA_ROWS, Source.BUFFER),
          new Entrant(ContenderKind.INTARSIA_BATCHES, Source.COLUMNS),
          new Entrant(ContenderKind.PARQUET_JAVA, Source.BUFFER),
          new Entrant(ContenderKind.ARROW_CPP, Source.BUFFER));

  /**
   * Not among those that take turns: code that has met arrays is compiled for both kinds of memory.
   */
  private static final Entrant TWIN = new Entrant(ContenderKind.HEAP_POOLED, Source.BUFFER);

  /** What a run takes: rows of a file, files before those that count, files that count. */
  private record Plan(
      int rows, int provenRows, int warmUps, int rounds, int aloneWarmUps, int aloneRounds) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(500, 500, 0, 1, 0, 1);
        case QUICK -> new Plan(100_000, 2_000, 7, 3, 0, 0);
        case FULL -> new Plan(400_000, 100_000, 14, 9, 12, 7);
      };
    }
  }

  @Override
  public String name() {
    return "headline";
  }

  @Override
  public String title() {
    return "Rows in, file out: 52 columns, one core";
  }

  @Override
  public String claim() {
    return "Off-heap memory pays. Wanted here: with Zstandard by rows 3.5 times the rows/s of"
        + " parquet-java, by batches 4.5 times; uncompressed by rows 2.5 times those of Arrow C++"
        + " fed through Arrow Java; files no larger than parquet-java's.";
  }

  @Override
  public String method() {
    return "Telemetry rows lie in one contiguous off-heap buffer before the clock starts, those of"
        + " the batch writer in off-heap columns. In a JVM that measures nothing all writers"
        + " are proven to write the same values; then they take turns in one JVM on one"
        + " pinned core, warm-ups first, garbage collected between files; then, if there is"
        + " the time, each has a JVM to itself, Intarsia with 64 MB of heap, and with them"
        + " Intarsia's own code over arrays on the heap. A file has 400,000 rows with"
        + " --full; with --quick it has 100,000, and none is written uncompressed. Page, row"
        + " group and dictionary limits, checksums, statistics and indexes are matched.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(together(Codec.UNCOMPRESSED).jvmFlags()));
    trials.add(together(Codec.ZSTD));
    if (effort != Effort.QUICK) { // which leaves it to the sweep
      trials.add(together(Codec.UNCOMPRESSED));
    }
    if (Plan.of(effort).aloneRounds() > 0) {
      for (Codec codec : Codec.values()) {
        for (Entrant entrant : entrants(codec)) {
          trials.add(alone(entrant, codec));
        }
        trials.add(alone(TWIN, codec));
      }
    }
    return trials;
  }

  private static List<Entrant> entrants(Codec codec) {
    return ENTRANTS.stream().filter(e -> e.kind().codecs().contains(codec)).toList();
  }

  private static Trial together(Codec codec) {
    List<String> flags = flags(LARGE_HEAP);
    entrants(codec).stream()
        .flatMap(entrant -> entrant.kind().jvmFlags().stream())
        .filter(flag -> !flags.contains(flag))
        .forEach(flags::add);
    return new Trial("all, " + text(codec), flags, true, Map.of("codec", codec.name()));
  }

  private static Trial alone(Entrant entrant, Codec codec) {
    boolean ours =
        entrant.kind() == ContenderKind.INTARSIA_ROWS
            || entrant.kind() == ContenderKind.INTARSIA_BATCHES;
    List<String> flags = flags(ours ? SMALL_HEAP : LARGE_HEAP);
    flags.addAll(entrant.kind().jvmFlags());
    return new Trial(
        entrant.kind().label() + " alone, " + text(codec),
        flags,
        true,
        Map.of(
            "codec", codec.name(),
            "contender", entrant.kind().name(),
            "source", entrant.source().name()));
  }

  private static List<String> flags(String heap) {
    return new ArrayList<>(List.of("-XX:+UseSerialGC", heap));
  }

  private static String text(Codec codec) {
    return codec == Codec.ZSTD ? "zstd 3" : "uncompressed";
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Plan plan = Plan.of(effort);
    if (Proof.isAskedFor(trial)) {
      return prove(plan.provenRows(), scratch);
    }
    Codec codec = Codec.valueOf(trial.parameter("codec"));
    boolean together = !trial.parameters().containsKey("contender");
    List<Entrant> entrants = together ? entrants(codec) : List.of(Entrant.of(trial));
    try (Lineup lineup = Lineup.open(codec, plan.rows(), scratch, entrants)) {
      Map<Entrant, List<Round>> rounds =
          lineup.inTurns(
              together ? plan.warmUps() : plan.aloneWarmUps(),
              together ? plan.rounds() : plan.aloneRounds());
      List<Measurement> measurements = new ArrayList<>();
      for (Entrant entrant : entrants) {
        List<Round> own = Objects.requireNonNull(rounds.get(entrant));
        Map<String, Metric> metrics = lineup.metrics(entrant, own);
        if (together) {
          metrics.remove("resident"); // that of all of them
          metrics.remove("peak-heap");
        }
        measurements.add(
            lineup
                .measurement(entrant, conditions(plan, codec, together), metrics)
                .noting(together ? List.of() : Rounds.notes(own)));
      }
      return measurements;
    }
  }

  private static List<Measurement> prove(int rows, Path scratch) throws IOException {
    List<Measurement> proven = new ArrayList<>();
    for (Codec codec : Codec.values()) {
      List<Entrant> all = new ArrayList<>(entrants(codec));
      all.add(TWIN);
      try (Lineup lineup = Lineup.open(codec, rows, scratch, all)) {
        proven.addAll(lineup.proveEqual(Map.of("codec", text(codec))));
      }
    }
    return proven;
  }

  private static Map<String, String> conditions(Plan plan, Codec codec, boolean together) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("setting", text(codec) + ", " + (together ? TOGETHER : ALONE));
    conditions.put("rows", Integer.toString(plan.rows()));
    return conditions;
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        plot("throughput", "Rows a second"),
        plot("heap", "Bytes allocated on the Java heap per row"),
        plot("file", "Size of the file"));
  }

  private static Plot plot(String metric, String title) {
    return new Plot(metric, title, Plot.Kind.BARS, "setting", metric, false, false);
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Rows in, file out",
            List.of("setting", "rows"),
            List.of("throughput", "cpu", "heap", "collections", "pause", "resident", "file")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures zstd = new Figures(measurements).where("setting", text(Codec.ZSTD) + ", " + TOGETHER);
    Figures plain =
        new Figures(measurements).where("setting", text(Codec.UNCOMPRESSED) + ", " + TOGETHER);
    Figures alone = new Figures(measurements).where("setting", text(Codec.ZSTD) + ", " + ALONE);
    double on = alone.of(TWIN.kind().label()).median("throughput");
    double off = alone.of(ContenderKind.INTARSIA_ROWS.label()).median("throughput");
    return new Judgement()
        .direction(twin(off, on), off, on)
        .also("in turns in one JVM, " + times(zstd, ContenderKind.INTARSIA_ROWS, REFERENCE, 3.5))
        .also(times(zstd, ContenderKind.INTARSIA_BATCHES, REFERENCE, 4.5))
        .also("uncompressed, " + times(plain, ContenderKind.INTARSIA_ROWS, REFERENCE, 0))
        .also(times(plain, ContenderKind.INTARSIA_ROWS, ContenderKind.ARROW_CPP, 2.5))
        .also(size(zstd))
        .text();
  }

  private static String times(
      Figures figures, ContenderKind ours, ContenderKind other, double wanted) {
    double ratio =
        figures.of(ours.label()).median("throughput")
            / figures.of(other.label()).median("throughput");
    if (Double.isNaN(ratio)) {
      return ours.label() + " could not be compared with " + other.label();
    }
    String text =
        String.format(Locale.ROOT, "%s reaches %.2f times %s", ours.label(), ratio, other.label());
    if (wanted == 0) {
      return text;
    }
    return text
        + String.format(
            Locale.ROOT, " (%.1f wanted: %s)", wanted, ratio >= wanted ? "met" : "missed");
  }

  private static String twin(double off, double on) {
    String words = "alone in a JVM, the same code off the heap and on it";
    return Double.isNaN(off / on)
        ? words
        : words + String.format(Locale.ROOT, " writes %.2f times the rows/s", off / on);
  }

  private static String size(Figures zstd) {
    double ratio =
        zstd.of(ContenderKind.INTARSIA_ROWS.label()).median("file")
            / zstd.of(ContenderKind.PARQUET_JAVA.label()).median("file");
    return Double.isNaN(ratio)
        ? "sizes could not be compared"
        : String.format(
            Locale.ROOT,
            "its Zstandard file is %.3f times as large as that of parquet-java (1 wanted: %s)",
            ratio,
            ratio <= 1 ? "met" : "missed");
  }
}
