package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.anatomy.Anatomy;
import dev.intarsia.bench.experiment.anatomy.HeapHistogram;
import dev.intarsia.bench.experiment.verdict.Figures;
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
        + " warmed-up ones, divided by their number; the compiler leaves out objects that do not"
        + " escape by then. What the histogram itself allocates is taken off. Memory off the heap"
        + " is not in these figures.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    String heap = effort == Effort.FULL ? "4g" : "2g";
    List<Trial> trials = new ArrayList<>();
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
    return effort == Effort.SHORTEST
        ? EnumSet.of(ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_GROWING)
        : EnumSet.allOf(ContenderKind.class);
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    ContenderKind kind = ContenderKind.valueOf(trial.parameter(KIND));
    Source source = kind.sources().contains(Source.BUFFER) ? Source.BUFFER : Source.COLUMNS;
    long warmUp =
        switch (effort) {
          case SHORTEST -> 0;
          case QUICK -> 800;
          case FULL -> 4000;
        };
    try (Input input = Input.generate(source, 1, ROWS);
        Contender contender = kind.open(codec(kind), input)) {
      Anatomy anatomy = Anatomy.of(contender, scratch.resolve("anatomy.parquet"), warmUp);
      return measurements(kind, anatomy);
    }
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
    Figures later = new Figures(measurements).where(FILE, LATER);
    Figures first = new Figures(measurements).where(FILE, FIRST);
    Measurement most =
        later.measurements().stream()
            .max(Comparator.comparingDouble(AllocationAnatomy::objects))
            .orElseThrow();
    Figures rows = later.of(ContenderKind.INTARSIA_ROWS.label());
    return ("%s: the most is what %s allocates for a warmed-up file, %s objects and %s MB (claimed:"
            + " 87,739 and 200 MB); Intarsia by rows allocates %s objects and %s MB, and %s objects"
            + " and %s MB for the first file of a JVM.")
        .formatted(
            holds(objects(most), most.metric(BYTES).median() / KILO),
            most.series(),
            Words.number(objects(most)),
            Words.number(most.metric(BYTES).median() / KILO),
            Words.number(rows.median(OBJECTS)),
            Words.number(rows.median(BYTES) / KILO),
            Words.number(first.of(ContenderKind.INTARSIA_ROWS.label()).median(OBJECTS)),
            Words.number(first.of(ContenderKind.INTARSIA_ROWS.label()).median(BYTES) / KILO));
  }

  private static double objects(Measurement measurement) {
    return measurement.metric(OBJECTS).median();
  }

  private static String holds(double objects, double megabytes) {
    boolean asMany = objects >= CLAIMED_OBJECTS / 2;
    boolean asMuch = megabytes >= CLAIMED_MEGABYTES / 2;
    if (asMany && asMuch) {
      return "The claim holds for a writer on the heap";
    }
    if (asMany || asMuch) {
      return "The claim holds in its " + (asMany ? "objects" : "bytes") + " only";
    }
    return "The claim does not hold here";
  }
}
