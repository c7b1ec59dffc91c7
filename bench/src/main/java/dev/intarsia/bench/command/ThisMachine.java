package dev.intarsia.bench.command;

import com.sun.management.OperatingSystemMXBean;
import dev.intarsia.bench.result.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where and of which sources this runs. */
final class ThisMachine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path RELEASE = Path.of("/etc/os-release");
  private static final String UNKNOWN = "unknown";

  private ThisMachine() {}

  static Machine describe() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    String name = System.getProperty("os.name") + " " + System.getProperty("os.version");
    return new Machine(
        value(PROCESSORS, "model name\\s*:\\s*", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        value(RELEASE, "PRETTY_NAME=", name) + ", " + name,
        Runtime.version() + ", " + System.getProperty("java.vendor"));
  }

  private static String value(Path file, String key, String otherwise) throws IOException {
    if (!Files.isReadable(file)) {
      return otherwise;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.matches(key + ".*"))
          .map(line -> line.replaceFirst(key, "").replace("\"", ""))
          .findFirst()
          .orElse(otherwise);
    }
  }

  /** The commit checked out where the {@code intarsia} script is, "+" behind it if changed. */
  static String commit() {
    String root = System.getProperty("intarsia.root", "");
    String commit = root.isEmpty() ? "" : git(root, "rev-parse", "--short=12", "HEAD");
    return commit.isEmpty()
        ? UNKNOWN
        : commit + (git(root, "status", "--porcelain", "-uno").isEmpty() ? "" : "+");
  }

  /** What git prints; nothing if it fails, or is not there. */
  private static String git(String root, String... args) {
    String[] command =
        Stream.concat(Stream.of("git", "-C", root), Stream.of(args)).toArray(String[]::new);
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "";
    } catch (IOException notThere) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
