package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own is told to end while it waits for input. */
class InterruptionTest {
  @TempDir Path folder;

  @Test
  void aStoppedRunLeavesNoFile() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.intarsia.cli.Intarsia",
                "ingest",
                "--sample=1",
                "-o",
                folder.resolve("out.parquet").toString())
            .redirectErrorStream(true)
            .start();
    try (OutputStream input = process.getOutputStream()) {
      byte[] line = "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
      while (left().isEmpty() && process.isAlive()) {
        input.write(line);
        input.flush();
        Thread.sleep(10);
      }
      assertThat(left()).as("the unfinished file").hasSize(1);
      process.destroy();
      process.waitFor();
    }
    assertThat(left()).isEmpty();
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
