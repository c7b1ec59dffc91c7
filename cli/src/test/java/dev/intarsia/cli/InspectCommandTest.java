package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DetectLeaks
class InspectCommandTest {
  @TempDir private Path folder;

  private Path ingest(String csv, Object... options) throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), csv);
    Object[] args = new Object[options.length + 1];
    System.arraycopy(options, 0, args, 1, options.length);
    args[0] = input;
    return Run.ingest(folder.resolve("out.parquet"), args);
  }

  private static String inspect(Object... args) {
    Object[] all = new Object[args.length + 1];
    all[0] = "inspect";
    System.arraycopy(args, 0, all, 1, args.length);
    Run run = Run.of(all);
    assertThat(run.code()).as(run.err()).isEqualTo(Intarsia.OK);
    return run.out();
  }

  @Test
  void anOverviewNamesWhatIsThere() throws IOException {
    Path file = ingest("id,city\n1,Ulm\n2,\n3,Bonn\n");
    assertThat(inspect(file))
        .contains(file + ": 3 rows, 2 columns, 1 row group, ")
        .contains("written by intarsia version ")
        .contains("  optional int64 id;\n")
        .containsPattern("city +3 +1 +\\S+ B +\\S+ % +\\S+ +\\w+ +\\w+ +.*statistics, index\n")
        .containsPattern("row group +rows +stored +ratio +from byte +sorted by\n0 +3 ")
        .doesNotContain("could be better");
  }

  @Test
  void chunksShowTheirBounds() throws IOException {
    Path file = ingest("id,city\n1,Ulm\n2,\n3,Bonn\n", "--row-group-rows", 2);
    assertThat(inspect("--chunks", file))
        .containsPattern("row group 0, 2 rows\n.*\n +id .* 1 +2\n +city .* Ulm +Ulm\n")
        .containsPattern("row group 1, 1 row\n.*\n +id .* 3 +3\n +city .* Bonn +Bonn\n");
  }

  @Test
  void pagesAreListedOneByOne() throws IOException {
    StringBuilder csv = new StringBuilder("id,kind\n");
    for (int i = 0; i < 25_000; i++) {
      csv.append(i).append(',').append(i % 3 == 0 ? "even\n" : "odd\n");
    }
    assertThat(inspect("--pages", ingest(csv.toString())))
        .containsPattern("column id\n.*\n +0 +data v1 .* DELTA_BINARY_PACKED +20,000 +0 +0 +19999")
        .containsPattern("column kind\n.*\n +0 +dictionary .* PLAIN +2\n")
        .containsPattern(" 2 +data v1 .* RLE_DICTIONARY +5,000 +0 +even +odd\n");
  }

  @Test
  void smallRowGroupsAreAdvisedAgainst() throws IOException {
    StringBuilder csv = new StringBuilder("id\n");
    for (int i = 0; i < 3_000; i++) {
      csv.append(i * 7919L % 1000).append('\n');
    }
    assertThat(inspect(ingest(csv.toString(), "--row-group-rows", 1_000)))
        .contains("what could be better:\n  - 3 row groups of ");
  }

  @Test
  void uncompressedColumnsAreNamed() throws IOException {
    StringBuilder csv = new StringBuilder("id,text\n");
    for (int i = 0; i < 3_000; i++) {
      csv.append(i).append(",a text that is repeated and never compressed ").append(i).append('\n');
    }
    assertThat(inspect(ingest(csv.toString(), "--codec", "none")))
        .containsPattern("- not compressed, \\S+ KiB: text\n");
  }
}
