package dev.intarsia.bench.endtoend;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares writers on telemetry rows; {@code bench/run-write-comparison} starts it. */
@Command(
    name = "run-write-comparison",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Lets each contender write the same rows to a Parquet file, proves the files equal, and",
      "prints speed, heap allocation, resident memory and file size side by side.",
      ""
    })
public final class WriteComparison implements Callable<Integer> {
  @Option(names = "--rows", description = "Rows of a file.")
  private int rows = 400_000;

  @Option(names = "--rounds", description = "Files that count, of each contender.")
  private int rounds = 9;

  @Option(names = "--warm-ups", description = "Files before those, of each contender.")
  private int warmUps = 8;

  @Option(names = "--seed", description = "What the rows depend on.")
  private long seed = 42;

  @Option(names = "--codec", description = "One of ${COMPLETION-CANDIDATES}.")
  private Codec codec = Codec.ZSTD;

  @Option(names = "--only", description = "Only these: ${COMPLETION-CANDIDATES}.", split = ",")
  private List<ContenderKind> only =
      List.of(ContenderKind.INTARSIA_ROWS, ContenderKind.PARQUET_JAVA);

  @Option(
      names = "--fork",
      description = "A JVM for each contender, one after the other; else turns in one JVM.")
  private boolean fork;

  @Option(
      names = "--jvm",
      paramLabel = "CONTENDER=FLAGS",
      description = "Flags of a contender's own JVM instead of the usual ones.")
  private Map<ContenderKind, String> jvm = new EnumMap<>(ContenderKind.class);

  @Option(names = "--save", hidden = true)
  private @Nullable Path save;

  @Parameters(
      paramLabel = "DIRECTORY",
      arity = "0..1",
      description = "Where the files go, the last of each contender to stay.")
  private Path directory = Path.of("bench", "target", "write-comparison");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Workload work = new Workload(rows, seed, codec, warmUps, rounds, directory);
    if (save != null) {
      SharedJvm.run(work, only).get(0).save(save);
      return 0;
    }
    List<Series> series = fork ? forked(work) : SharedJvm.run(work, only);
    new ComparisonTable(System.out).print(work, series);
    return 0;
  }

  private List<Series> forked(Workload work) throws IOException, InterruptedException {
    List<Series> series = new ArrayList<>();
    for (ContenderKind kind : only) {
      series.add(OwnJvm.run(work, kind, jvm.getOrDefault(kind, "-XX:+UseSerialGC -Xmx6g")));
    }
    SharedJvm.proveSame(work, only);
    return series;
  }

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new WriteComparison())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }
}
