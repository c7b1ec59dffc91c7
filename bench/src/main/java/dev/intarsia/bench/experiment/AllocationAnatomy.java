package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.anatomy.Anatomy;
import dev.intarsia.bench.experiment.anatomy.HeapHistogram;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a small file puts on the Java heap, object by object. */
public final class AllocationAnatomy implements Experiment {
  private static final int ROWS = 900;
  private static final int CLASSES = 6;
  private static final double KILO = 1e3;
  private static final double CLAIMED_OBJECTS = 87_739;
  private static final double CLAIMED_MEGABYTES = 200;
  private static final double CLAIMED_KILOBYTES = 54;
  private static final int WARM_UP_FILES = 150;
  private static final int QUICK_WARM_UP_FILES = 50;
  private static final String KIND = "contender";
  private static final String FILE = "file";
  private static final String FIRST = "first";
  private static final String LATER = "warmed up";
  private static final String CLASS = "class";
  private static final String OBJECTS = "objects";
  private static final String BYTES = "allocated";

  @Override
  public String name() {
    return "allocation-anatomy";
  }

  @Override
  public String title() {
    return "Allocation anatomy: one file of 900 rows, object by object";
  }

  @Override
  public String claim() {
    return "A file of 900 rows and 52 columns takes 87,739 allocations and 200 MB, to become 54"
        + " KB.";
  }

  @Override
  public String method() {
    return "Each contender writes the file, zstd 3 where it can, again and again in a JVM that"
        + " collects nothing (Epsilon), so that a histogram of the whole heap before and"
        + " after counts every object that was allocated, by class: around the first file of"
        + " the JVM, the classes it loads included, and around "
        + Anatomy.LATER_FILES
        + " later ones, divided by their number, after a warm-up of "
        + WARM_UP_FILES
        + " files ("
        + QUICK_WARM_UP_FILES
        + " with --quick), as many for everyone; the compiler leaves out objects that do not escape"
        + " by then. That all write the same values is proven before. What the histogram itself"
        + " allocates is taken off. Memory off the heap is not in these figures.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    String heap = effort == Effort.FULL ? "4g" : "2g";
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(ContenderKind.ARROW_CPP.jvmFlags()));
    for (ContenderKind kind : kinds(effort)) {
      List<String> flags = new ArrayList<>(kind.jvmFlags());
      flags.add("-XX:+UnlockExperimentalVMOptions");
      flags.add("-XX:+UseEpsilonGC");
      flags.add("-Xms" + heap);
      flags.add("-Xmx" + heap);
      trials.add(new Trial(kind.label(), flags, true, Map.of(KIND, kind.name())));
    }
    return List.copyOf(trials);
  }

  private static Set<ContenderKind> kinds(Effort effort) {
    return switch (effort) {
      case SHORTEST -> EnumSet.of(ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_GROWING);
      case QUICK ->
          EnumSet.of(
              ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_GROWING, ContenderKind.PARQUET_JAVA);
      case FULL -> EnumSet.allOf(ContenderKind.class);
    };
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    if (Proof.isAskedFor(trial)) {
      return prove(effort, scratch);
    }
    ContenderKind kind = ContenderKind.valueOf(trial.parameter(KIND));
    int warmUp =
        switch (effort) {
          case SHORTEST -> 0;
          case QUICK -> QUICK_WARM_UP_FILES;
          case FULL -> WARM_UP_FILES;
        };
    try (Input input = Input.generate(source(kind), 1, ROWS);
        Contender contender = kind.open(codec(kind), input)) {
      Anatomy anatomy = Anatomy.of(contender, scratch.resolve("anatomy.parquet"), warmUp);
      return measurements(kind, anatomy);
    }
  }

  private static List<Measurement> prove(Effort effort, Path scratch) throws IOException {
    Proof proof = new Proof(ROWS, scratch);
    for (ContenderKind kind : kinds(effort)) {
      try (Input input = Input.generate(source(kind), 1, ROWS);
          Contender contender = kind.open(codec(kind), input)) {
        proof.add(kind.label(), Map.of(), contender::write);
      }
    }
    return proof.measurements();
  }

  private static Source source(ContenderKind kind) {
    return kind.sources().contains(Source.BUFFER) ? Source.BUFFER : Source.COLUMNS;
  }

  private static Codec codec(ContenderKind kind) {
    return kind.codecs().contains(Codec.ZSTD) ? Codec.ZSTD : Codec.UNCOMPRESSED;
  }

  private static List<Measurement> measurements(ContenderKind kind, Anatomy anatomy) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(file(kind, FIRST, anatomy.first(), 1, anatomy));
    measurements.add(file(kind, LATER, anatomy.later(), Anatomy.LATER_FILES, anatomy));
    anatomy.later().classes().entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().bytes()))
        .limit(CLASSES)
        .forEach(entry -> measurements.add(ofClass(kind, entry.getKey(), entry.getValue())));
    return measurements;
  }

  private static Measurement file(
      ContenderKind kind, String which, HeapHistogram objects, int files, Anatomy anatomy) {
    Map<String, Metric> metrics = metrics(objects.total(), files, OBJECTS, BYTES);
    metrics.put("file", metric("KB", anatomy.fileBytes() / KILO));
    List<String> unmatched = new ArrayList<>(kind.unmatched());
    if (codec(kind) == Codec.UNCOMPRESSED) {
      unmatched.add("not compressed");
    }
    return new Measurement(kind.label(), Map.of(FILE, which), metrics, List.copyOf(unmatched));
  }

  private static Measurement ofClass(
      ContenderKind kind, String name, HeapHistogram.Objects objects) {
    return new Measurement(
        kind.label(),
        Map.of(CLASS, name),
        metrics(objects, Anatomy.LATER_FILES, "instances", "bytes"),
        List.of());
  }

  private static Map<String, Metric> metrics(
      HeapHistogram.Objects objects, int files, String count, String bytes) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(count, metric("/file", (double) objects.count() / files));
    metrics.put(bytes, metric("KB/file", objects.bytes() / KILO / files));
    return metrics;
  }

  private static Metric metric(String unit, double value) {
    return new Metric(unit, Better.LOWER, List.of(value));
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "objects",
            "Objects allocated for a file of 900 rows",
            Plot.Kind.BARS,
            FILE,
            OBJECTS,
            false,
            true),
        new Plot(
            "bytes",
            "Java heap allocated for a file of 900 rows",
            Plot.Kind.BARS,
            FILE,
            BYTES,
            false,
            true));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table("A file of 900 rows", List.of(FILE), List.of(OBJECTS, BYTES, "file")),
        new Table(
            "What a warmed-up file is made of", List.of(CLASS), List.of("instances", "bytes")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures later = new Figures(measurements).where(FILE, LATER).with(OBJECTS);
    if (!later.has(OBJECTS)) {
      return "Nothing was measured.";
    }
    Measurement most =
        later.measurements().stream()
            .max(Comparator.comparingDouble(AllocationAnatomy::objects))
            .orElseThrow();
    double megabytes = most.metric(BYTES).median() / KILO;
    double kilobytes = most.metric("file").median();
    return new Judgement()
        .effect(
            "the most objects are those of %s for a warmed-up file, %s (claimed: 87,739)"
                .formatted(most.series(), Words.number(objects(most))),
            objects(most),
            CLAIMED_OBJECTS)
        .effect(
            "they take %s MB (claimed: 200)".formatted(Words.number(megabytes)),
            megabytes,
            CLAIMED_MEGABYTES)
        .figure(
            "its file has %s KB (claimed: 54)".formatted(Words.number(kilobytes)),
            kilobytes,
            CLAIMED_KILOBYTES)
        .also(ours(new Figures(measurements)))
        .text();
  }

  private static String ours(Figures all) {
    Figures rows = all.of(ContenderKind.INTARSIA_ROWS.label());
    Figures later = rows.where(FILE, LATER);
    Figures first = rows.where(FILE, FIRST);
    return later.has(OBJECTS) && first.has(OBJECTS)
        ? "Intarsia by rows allocates %s objects and %s MB, and %s objects and %s MB for the first file of a JVM"
            .formatted(
                Words.number(later.median(OBJECTS)),
                Words.number(later.median(BYTES) / KILO),
                Words.number(first.median(OBJECTS)),
                Words.number(first.median(BYTES) / KILO))
        : "";
  }

  private static double objects(Measurement measurement) {
    return measurement.metric(OBJECTS).median();
  }
}
