package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Entrant;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.verdict.Figures;
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
import java.util.Set;

/** Every contender at every size of file. */
public final class Sweep implements Experiment {
  private static final String FIRST = "first-file";
  private static final String COLD = "first-file-cold";

  /** Of rows that only Intarsia's own classes can hold. */
  private static final String LESS_COLD =
      "its cold JVM has made its columns before the clock starts, and so loaded the classes that"
          + " columns and pools are made of";

  private static final List<String> GAUGES =
      List.of(
          "throughput",
          FIRST,
          COLD,
          "heap",
          "peak-heap",
          "resident",
          "collections",
          "pause",
          "file");

  /** Who is left out if quick; the reference and the best twin on the heap never are. */
  private static final Set<ContenderKind> LEFT_OUT =
      Set.of(ContenderKind.HEAP_FRESH, ContenderKind.DUCKDB);

  private static final Set<ContenderKind> LEFT_OUT_OF_VARIANTS =
      Set.of(
          ContenderKind.INTARSIA_BATCHES,
          ContenderKind.HEAP_FRESH,
          ContenderKind.HEAP_GROWING,
          ContenderKind.DUCKDB);

  /** Who shows how Arrow C++ does with rows from objects, which it writes uncompressed only. */
  private static final Set<ContenderKind> BESIDE_ARROW =
      Set.of(
          ContenderKind.INTARSIA_ROWS,
          ContenderKind.HEAP_POOLED,
          ContenderKind.PARQUET_JAVA,
          ContenderKind.ARROW_CPP);

  private static final Set<ContenderKind> ALL = Set.of(ContenderKind.values());

  private final String name;
  private final String title;
  private final Codec codec;
  private final Set<Source> sources;
  private final Set<ContenderKind> kinds;
  private final boolean cold;

  private Sweep(
      String name,
      String title,
      Codec codec,
      Set<Source> sources,
      Set<ContenderKind> kinds,
      boolean cold) {
    this.name = name;
    this.title = title;
    this.codec = codec;
    this.sources = sources;
    this.kinds = kinds;
    this.cold = cold;
  }

  /** With Zstandard, rows from a buffer and columns from memory; first files in cold JVMs too. */
  public static Sweep compressed() {
    return new Sweep(
        "sweep",
        "Every writer at every size, Zstandard",
        Codec.ZSTD,
        Set.of(Source.BUFFER, Source.COLUMNS),
        ALL,
        true);
  }

  /** With Zstandard, rows from scattered objects. */
  public static Sweep fromObjects() {
    return new Sweep(
        "sweep-objects",
        "Every writer at every size, Zstandard, rows from scattered objects",
        Codec.ZSTD,
        Set.of(Source.OBJECTS),
        ALL,
        false);
  }

  /** Uncompressed, rows from scattered objects: Arrow C++ beside few others. */
  public static Sweep fromObjectsUncompressed() {
    return new Sweep(
        "sweep-objects-uncompressed",
        "Arrow and others at every size, uncompressed, rows from scattered objects",
        Codec.UNCOMPRESSED,
        Set.of(Source.OBJECTS),
        BESIDE_ARROW,
        false);
  }

  /** Uncompressed, which is what Arrow C++ can be asked for. */
  public static Sweep uncompressed() {
    return new Sweep(
        "sweep-uncompressed",
        "Every writer at every size, uncompressed",
        Codec.UNCOMPRESSED,
        Set.of(Source.BUFFER, Source.COLUMNS),
        ALL,
        false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  /** The first one tells enough for a start. */
  @Override
  public boolean isQuick() {
    return cold;
  }

  @Override
  public String claim() {
    return "Building columns loses to writing rows below 25,000 rows a file and wins by 66 % at"
        + " 400,000; throughput rises with the size of the batch that makes a file. Wanted here:"
        + " ahead of every other writer at every size, first file of a fresh writer included.";
  }

  @Override
  public String method() {
    return "Each writer has a JVM with one core to itself, Serial and at most 4 GB of heap, and in"
        + " another first proves that it writes the same values as all others. There it"
        + " writes files of each size from the smallest up, warm-ups first, the rows made before"
        + " the clock starts; what the claim calls a batch is the rows of a file, however many of"
        + " them a writer gathers at a time. A first file is that of a writer just made, with a new"
        + " pool and new contexts, in the warm JVM; a cold one is the first that its JVM"
        + " writes at all, classes and compilation included. Closing a writer comes after the"
        + " clock. Resident memory leaves rows out that lie off the heap; peak heap is that of the"
        + " collector's pools added up. DuckDB, several times slower, writes fewer files. Rows"
        + " from objects lie on the heap, and count.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(equalityFlags(effort)));
    for (Entrant entrant : entrants(effort)) {
      trials.add(trial(entrant, "warm", Map.of()));
    }
    if (cold) {
      for (int rows : plan(effort).coldSizes()) {
        for (Entrant entrant : entrants(effort)) {
          trials.add(trial(entrant, "cold", Map.of("rows", Integer.toString(rows))));
        }
      }
    }
    return trials;
  }

  private SweepPlan plan(Effort effort) {
    return cold ? SweepPlan.whole(effort) : SweepPlan.variant(effort);
  }

  /** All there are; if quick, not everyone of the same family. */
  private List<Entrant> entrants(Effort effort) {
    Set<ContenderKind> left =
        effort == Effort.QUICK ? (cold ? LEFT_OUT : LEFT_OUT_OF_VARIANTS) : Set.of();
    return sources.stream()
        .sorted()
        .flatMap(source -> Entrant.from(source, codec).stream())
        .filter(entrant -> kinds.contains(entrant.kind()) && !left.contains(entrant.kind()))
        .filter(entrant -> effort != Effort.QUICK || !isTwinBesideArrow(entrant.kind()))
        .toList();
  }

  private boolean isTwinBesideArrow(ContenderKind kind) {
    return kinds.equals(BESIDE_ARROW) && kind == ContenderKind.HEAP_POOLED;
  }

  private static List<String> flags() {
    return List.of("-XX:+UseSerialGC", "-Xmx4g");
  }

  private List<String> equalityFlags(Effort effort) {
    List<String> flags = new ArrayList<>(flags());
    entrants(effort).forEach(entrant -> flags.addAll(entrant.kind().jvmFlags()));
    return flags;
  }

  private static Trial trial(Entrant entrant, String part, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("part", part);
    parameters.put("contender", entrant.kind().name());
    parameters.put("source", entrant.source().name());
    parameters.putAll(more);
    List<String> flags = new ArrayList<>(flags());
    flags.addAll(entrant.kind().jvmFlags());
    String label = entrant.kind().label() + ", " + part;
    return new Trial(
        more.isEmpty() ? label : label + " " + more.get("rows"), flags, true, parameters);
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    SweepPlan plan = plan(effort);
    if (Proof.isAskedFor(trial)) {
      return equality(entrants(effort), plan.provenRows(), scratch);
    }
    Entrant entrant = Entrant.of(trial);
    if (trial.parameters().containsKey("rows")) {
      return List.of(cold(entrant, Integer.parseInt(trial.parameter("rows")), scratch));
    }
    return warm(entrant, entrant.kind() == ContenderKind.DUCKDB ? plan.forSlow() : plan, scratch);
  }

  private List<Measurement> equality(List<Entrant> entrants, int rows, Path scratch)
      throws IOException {
    try (Lineup all = Lineup.open(codec, rows, scratch, entrants)) {
      return all.proveEqual(Map.of("codec", codecText()));
    }
  }

  private List<Measurement> warm(Entrant entrant, SweepPlan plan, Path scratch) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    for (int rows : plan.sizes()) {
      measurements.add(warm(entrant, rows, plan, scratch));
    }
    return measurements;
  }

  private Measurement warm(Entrant entrant, int rows, SweepPlan plan, Path scratch)
      throws IOException {
    try (Lineup alone = Lineup.open(codec, rows, scratch, List.of(entrant))) {
      List<Round> steady =
          Objects.requireNonNull(alone.inTurns(plan.warmUps(rows), plan.rounds(rows)).get(entrant));
      Map<String, Metric> metrics = alone.metrics(entrant, steady);
      metrics.put(FIRST, throughput(alone, entrant, plan.firstFiles(rows)));
      return alone
          .measurement(entrant, conditions(entrant, rows), metrics)
          .noting(Rounds.notes(steady));
    }
  }

  private Measurement cold(Entrant entrant, int rows, Path scratch) throws IOException {
    try (Lineup alone = Lineup.open(codec, rows, scratch, List.of(entrant))) {
      Map<String, Metric> metrics = Map.of(COLD, throughput(alone, entrant, 1));
      Measurement cold = alone.measurement(entrant, conditions(entrant, rows), metrics);
      return entrant.source() == Source.COLUMNS ? cold.noting(List.of(LESS_COLD)) : cold;
    }
  }

  private static Metric throughput(Lineup alone, Entrant entrant, int rounds) throws IOException {
    return Objects.requireNonNull(
        alone.metrics(entrant, alone.firstFiles(entrant, rounds)).get("throughput"));
  }

  private Map<String, String> conditions(Entrant entrant, int rows) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("rows", Integer.toString(rows));
    conditions.put("source", entrant.source().name().toLowerCase(Locale.ROOT));
    conditions.put("codec", codecText());
    return conditions;
  }

  private String codecText() {
    return codec == Codec.ZSTD ? "zstd 3" : "uncompressed";
  }

  @Override
  public List<Plot> plots() {
    return GAUGES.stream().filter(gauge -> cold || !gauge.equals(COLD)).map(Sweep::plot).toList();
  }

  private static Plot plot(String gauge) {
    String title =
        switch (gauge) {
          case "throughput" -> "Rows a second, by rows of a file";
          case FIRST -> "Rows a second in the first file of a fresh writer";
          case COLD -> "Rows a second in the first file of a JVM";
          case "heap" -> "Bytes allocated on the Java heap per row";
          case "peak-heap" -> "Peak of the Java heap";
          case "resident" -> "Peak of resident memory, rows left out";
          case "collections" -> "Collections during a file";
          case "pause" -> "Time in collections during a file";
          default -> "Size of the file";
        };
    boolean wide = gauge.equals("heap") || gauge.equals("peak-heap");
    return new Plot(gauge, title, Plot.Kind.LINES, "rows", gauge, true, wide);
  }

  @Override
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    tables.add(
        new Table(
            "Speed", List.of("rows", "source", "codec"), List.of("throughput", FIRST, "cpu")));
    tables.add(
        new Table(
            "Memory and size",
            List.of("rows", "source", "codec"),
            List.of("heap", "peak-heap", "resident", "collections", "pause", "file")));
    if (cold) {
      tables.add(
          new Table("First file of a JVM", List.of("rows", "source", "codec"), List.of(COLD)));
    }
    return tables;
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    return SweepVerdict.of(new Figures(measurements));
  }
}
