package dev.intarsia.bench.command;

import dev.intarsia.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where reports go, without taking the place of others unasked. */
final class Destination {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the report goes (default: a new folder in bench-report)")
  @Nullable Path out;

  @Option(names = "--force", description = "even if DIR holds a report: it is replaced")
  boolean force;

  /**
   * The folder, made if it is not there.
   *
   * @param name of the one within bench-report, if no other was asked for
   * @throws Failure if there is a report already
   */
  Path folder(String name) throws IOException {
    Path folder = out == null ? Path.of("bench-report").resolve(name) : out;
    if (!force && Files.exists(folder.resolve(ReportFiles.JSON))) {
      throw new Failure(
          folder + " holds a report already; --force replaces it, --out DIR goes elsewhere");
    }
    return Files.createDirectories(folder);
  }
}
