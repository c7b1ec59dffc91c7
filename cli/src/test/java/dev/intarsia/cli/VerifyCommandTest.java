package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DetectLeaks
class VerifyCommandTest {
  /** Behind the magic bytes and the first page's header, in the first page. */
  private static final int IN_THE_FIRST_PAGE = 60;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    StringBuilder csv = new StringBuilder("id,name\n");
    for (int i = 0; i < 2_000; i++) {
      csv.append(i * 7_919L % 100_003).append(",name ").append(i % 10).append('\n');
    }
    Path input = Files.writeString(folder.resolve("in.csv"), csv);
    file = Run.ingest(folder.resolve("out.parquet"), input, "--row-group-rows", 1_000);
  }

  private Path damaged(int... offsets) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int offset : offsets) {
      bytes[offset] ^= 0x55;
    }
    return Files.write(folder.resolve("damaged.parquet"), bytes);
  }

  @Test
  void aFileInOrderIsSaidToBe() {
    Run run = Run.of("verify", file);
    assertThat(run.code()).isEqualTo(Intarsia.OK);
    assertThat(run.out())
        .matches(
            "\\Q" + file + "\\E is in order: 2,000 rows, \\d+ pages, .* of pages, 4,000 values\n");
  }

  @Test
  void valuesNeedNotBeDecoded() {
    assertThat(Run.of("verify", "--no-values", file).out()).doesNotContain("values");
  }

  @Test
  void damageIsAFailureWithItsPlace() throws IOException {
    Run run = Run.of("verify", damaged(IN_THE_FIRST_PAGE));
    assertThat(run.code()).isEqualTo(Intarsia.FAILED);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("damaged.parquet is corrupt: column id, row group 0, page 0: its checksum is")
        .endsWith("damaged.parquet: 1 problem\n");
  }

  @Test
  void theFirstProblemMayBeEnough() throws IOException {
    Run run = Run.of("verify", "--first", damaged(IN_THE_FIRST_PAGE, IN_THE_FIRST_PAGE + 1));
    assertThat(run.code()).isEqualTo(Intarsia.FAILED);
    assertThat(run.out().lines()).hasSize(2);
  }

  @Test
  void whatIsNoFileIsAFailure() {
    Run run = Run.of("verify", folder.resolve("none.parquet"));
    assertThat(run.code()).isEqualTo(Intarsia.FAILED);
    assertThat(run.err()).contains("there is no ");
  }
}
