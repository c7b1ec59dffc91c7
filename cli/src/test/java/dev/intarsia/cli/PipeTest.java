package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rows that go to another process, in a shell's pipe. */
@EnabledOnOs(OS.LINUX)
@DetectLeaks
class PipeTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    StringBuilder csv = new StringBuilder("text\n");
    for (int i = 0; i < 20_000; i++) {
      csv.append("a text of some length so that pipes fill up number ").append(i).append('\n');
    }
    Path input = Files.writeString(folder.resolve("in.csv"), csv);
    file = Run.ingest(folder.resolve("out.parquet"), input);
  }

  private record Result(int code, List<String> out, String err) {}

  /** Runs a pipe; what fails first in it decides. */
  private Result shell(String redirection) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "set -o pipefail; \"$0\" --enable-native-access=ALL-UNNAMED -cp \"$1\""
                    + " dev.intarsia.cli.Intarsia cat \"$2\" "
                    + redirection,
                JAVA,
                System.getProperty("java.class.path"),
                file.toString())
            .redirectError(err.toFile())
            .start();
    List<String> out = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    return new Result(process.waitFor(), out, Files.readString(err));
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() throws IOException, InterruptedException {
    Result result = shell("| head -n 1");
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .containsExactly("{\"text\":\"a text of some length so that pipes fill up number 0\"}");
    assertThat(result.code()).isZero();
  }

  @Test
  void aFullDiskIs() throws IOException, InterruptedException {
    Result result = shell("> /dev/full");
    assertThat(result.code()).isEqualTo(Intarsia.FAILED);
    assertThat(result.err()).startsWith("intarsia: cannot write the results: ");
  }
}
