package dev.intarsia.bench.experiment.reading;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Telemetry rows in a file compressed by ZSTD, to be read.
 *
 * @param writer whose file it is
 * @param rows of it
 */
public record TelemetryFile(ContenderKind writer, int rows) {

  /**
   * Where it is: beside the folders of trials, so that a run writes it once, and no JVM that
   * measures readers has writers in it. Whoever comes first writes it.
   *
   * @param scratch the folder of a trial
   */
  public Path in(Path scratch) throws IOException {
    String name = "%s-%d.parquet".formatted(writer, rows).toLowerCase(Locale.ROOT);
    Path file = scratch.resolveSibling(name);
    if (Files.notExists(file)) {
      Path unfinished = scratch.resolve(name);
      write(unfinished);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private void write(Path file) throws IOException {
    try (Input input = Input.generate(Source.BUFFER, Lineup.SEED, rows);
        Contender contender = writer.open(Codec.ZSTD, input)) {
      contender.write(file);
    }
  }

  /** "400000 rows of parquet-java 1.18.1". */
  @Override
  public String toString() {
    return "%d rows of %s".formatted(rows, writer.label());
  }
}
