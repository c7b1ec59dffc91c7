package dev.intarsia.bench.endtoend;

import dev.intarsia.bench.contender.ContenderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a contender a JVM to itself: nobody else's profile in its compiled code, nobody else's
 * pages in its resident memory, and flags of its own.
 */
final class OwnJvm {
  private OwnJvm() {}

  /** Runs all warm-ups and rounds of one contender in a new JVM. Its last file stays. */
  static Series run(Workload work, ContenderKind kind, String jvmFlags)
      throws IOException, InterruptedException {
    Path result = Files.createTempFile(work.directory(), "series", ".txt");
    try {
      int exit =
          new ProcessBuilder(command(work, kind, jvmFlags, result)).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(kind.label() + " ended with exit code " + exit);
      }
      return Series.load(result);
    } finally {
      Files.delete(result);
    }
  }

  private static List<String> command(
      Workload work, ContenderKind kind, String jvmFlags, Path result) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmFlags.trim().split("\\s+")));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WriteComparison.class.getName());
    command.add("--rows=" + work.rows());
    command.add("--seed=" + work.seed());
    command.add("--codec=" + work.codec());
    command.add("--warm-ups=" + work.warmUps());
    command.add("--rounds=" + work.rounds());
    command.add("--only=" + kind);
    command.add("--save=" + result);
    command.add(work.directory().toString());
    return command;
  }
}
