package dev.intarsia.bench.fork;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pins a command to one core. */
final class Cores {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern ALLOWED = Pattern.compile("Cpus_allowed_list:\\s+(\\d+).*");

  private Cores() {}

  /** What to put before a command, where there is a taskset. */
  static List<String> pin() throws IOException {
    return List.of("taskset", "-c", core());
  }

  /** INTARSIA_CORE, or the first core that this process may use itself. */
  private static String core() throws IOException {
    String wanted = System.getenv("INTARSIA_CORE");
    if (wanted != null) {
      return wanted;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .map(ALLOWED::matcher)
          .filter(Matcher::matches)
          .map(line -> line.group(1))
          .findFirst()
          .orElse("0");
    }
  }

  static boolean hasTaskset() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Files.isReadable(STATUS)
        && Stream.of(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }
}
