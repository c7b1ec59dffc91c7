package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.cli.DuckDb;
import dev.intarsia.cli.Intarsia;
import dev.intarsia.cli.Run;
import dev.intarsia.cli.ingest.Samples.Packing;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a person is told about a mistake: where, what and why, without a stack trace and without
 * half a file.
 */
@DetectLeaks
class IngestErrorsTest {
  @TempDir Path folder;

  private Path file(String name, String text) {
    return Samples.write(folder.resolve(name), text);
  }

  private Path output() {
    return folder.resolve("out.parquet");
  }

  /** Runs ingest, which must fail and leave nothing. */
  private String failure(int code, Object... args) {
    Object[] all = Stream.concat(Stream.of("ingest"), Arrays.stream(args)).toArray();
    Run run = Run.of(all);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).startsWith("intarsia: ").doesNotContain("\tat ", "Exception");
    assertThat(output()).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(n -> n.endsWith(".tmp"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return run.err();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":2,,}|2:8: Unexpected character (','",
        "{\"a\":2|2:7: the line ends inside the object",
        "{\"a\":2} {\"a\":3}|2:9: something follows the object; a line holds one",
        "[{\"a\":2}]|2:1: expected an object, found an array",
        "17|2:1: expected an object, found the number 17",
        "{\"t\":\"é\", \"b\":tru}|2:15: Unrecognized token 'tru'",
        "{\"a\":1.5}|2:6: field 'a': expected a whole number, found the number 1.5",
        "{\"a\":\"x\"}|2:6: field 'a': expected a whole number, found the string \"x\"",
        "{\"a\":[1]}|2:6: field 'a': expected a single value, found an array",
        "{\"a\":{}}|2:6: field 'a': expected a single value, found an object",
        "{\"a\":99999999999999999999}|2:6: field 'a': the number 99999999999999999999 is beyond 64"
            + " bits",
        "{\"d\":\"x\"}|2:6: field 'd': expected a number, found the string \"x\"",
        "{\"d\":1e999}|2:6: field 'd': the number 1e999 is beyond the range of a double",
        "{\"t\":true}|",
        "{\"t\":{\"x\":1}}|2:6: field 't': expected a string, found an object",
        "{\"t\":\"\\ud800\"}|2:6: field 't': half of a surrogate pair (\\ud800) is not text",
        "{\"ok\":1}|2:7: field 'ok': expected true or false, found the number 1",
        "{\"o\":5}|2:6: field 'o': expected an object, found the number 5",
        "{\"o\":{\"q\":1}}|2:11: field 'o.q' is not in the schema; a larger --sample may find it",
        "{\"o\":[1]}|2:6: field 'o': expected an object, found an array",
        "{\"o.p\":5}|2:8: field 'o.p' is not in the schema",
        "{\"l\":5}|2:6: field 'l': expected an array, found the number 5",
        "{\"l\":[{\"n\":2},{\"n\":true}]}|2:20: field 'l[].n': expected a whole number, found true",
      })
  void aBadLineIsNamedWithItsColumnAndReason(String line, String message) {
    String first =
        "{\"a\":1,\"d\":0.5,\"t\":\"x\",\"ok\":true,\"o\":{\"p\":1},\"l\":[{\"n\":1}]}\n";
    Path input = file("in.ndjson", first + line + "\n" + first);
    if (message == null) {
      Run.ingest(output(), input, "--sample", 1);
      return;
    }
    String error = failure(Intarsia.FAILED, input, "-o", output(), "--sample", 1);
    assertThat(error).startsWith("intarsia: " + input + ":" + message);
    assertThat(error)
        .contains("Nothing was written. To leave such lines out, give --on-error skip.");
    Run run = Run.of("ingest", input, "-o", output(), "--sample", 1, "--on-error", "skip");
    assertThat(run.code()).isEqualTo(Intarsia.OK);
    assertThat(run.err()).startsWith("skipped " + input + ":" + message);
    assertThat(run.out()).contains("2 rows of 6 columns").contains("1 bad line skipped");
    assertThat(DuckDb.number("SELECT sum(a) FROM " + DuckDb.literal(output()))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2,0.5|3: expected 3 fields, found 2",
        "2,0.5,x,y|3: expected 3 fields, found 4",
        "x,0.5,x|3: field 1 'n': expected a whole number, found \"x\"",
        "1.0,0.5,x|3: field 1 'n': expected a whole number, found \"1.0\"",
        "99999999999999999999,0.5,x|3: field 1 'n': the number 99999999999999999999 is beyond 64"
            + " bits",
        "2,zwölf,x|3: field 2 'd': expected a number, found \"zwölf\"",
        "2,0.5,yesterday|3: field 3 'day': expected a date, such as 2024-02-29, found"
            + " \"yesterday\"",
      })
  void aBadRecordOfCsvIsNamedWithItsFieldAndReason(String line, String message) {
    Path input = file("in.csv", "n,d,day\n1,0.5,2024-01-01\n" + line + "\n3,1,\n");
    String error = failure(Intarsia.FAILED, input, "-o", output(), "--sample", 1);
    assertThat(error).startsWith("intarsia: " + input + ":" + message);
    Run run = Run.of("ingest", input, "-o", output(), "--sample", 1, "--on-error", "skip");
    assertThat(run.err()).startsWith("skipped " + input + ":" + message);
    assertThat(DuckDb.read(output()))
        .containsExactly(List.of("1", "0.5", "2024-01-01"), List.of("3", "1.0", DuckDb.NULL));
  }

  @Test
  void theLineOfACsvRecordIsThatOfTheFile() {
    Path input = file("in.csv", "n,t\n1,\"a\nb\nc\"\n\nx,y\n");
    assertThat(failure(Intarsia.FAILED, input, "-o", output(), "--sample", 1))
        .contains("in.csv:6: field 1 'n': expected a whole number, found \"x\"");
  }

  @Test
  void aQuoteThatIsNeverClosedCannotBeSkipped() {
    Path input = file("in.csv", "n,t\n1,a\n2,\"b\n3,c\n");
    assertThat(failure(Intarsia.FAILED, input, "-o", output(), "--on-error", "skip"))
        .contains("in.csv:3: Unclosed quoted field")
        .contains("Where the next record starts cannot be known, so nothing was written.");
  }

  @Test
  void textThatIsNotUtf8IsABadLine() {
    byte[] latin = "n,t\n1,caf\u00e9\n2,x\n".getBytes(StandardCharsets.ISO_8859_1);
    Path csv = Samples.write(folder.resolve("in.csv"), latin);
    assertThat(failure(Intarsia.FAILED, csv, "-o", output()))
        .contains("in.csv:2: field 2 't': ")
        .contains("UTF-8");
    Path log = Samples.write(folder.resolve("in.log"), latin);
    assertThat(failure(Intarsia.FAILED, log, "-o", output()))
        .contains("in.log:2: ")
        .contains("UTF-8");
    byte[] json = "{\"t\":\"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
    Path ndjson = Samples.write(folder.resolve("in.ndjson"), json);
    assertThat(failure(Intarsia.FAILED, ndjson, "-o", output()))
        .contains("in.ndjson:1:")
        .contains("UTF-8");
  }

  @Test
  void tenSkippedLinesAreShownAndTheRestCounted() {
    Path input = file("in.ndjson", "{\"a\":1}\n" + "{\"a\":x}\n".repeat(1_234) + "{\"a\":2}\n");
    Run run = Run.of("ingest", input, "-o", output(), "--on-error", "skip");
    assertThat(run.err().lines())
        .hasSize(11)
        .last()
        .isEqualTo("skipped 1,224 more lines like these");
    assertThat(run.out()).contains("2 rows of 1 column:").contains("1,234 bad lines skipped");
  }

  @Test
  void aMissingRequiredFieldIsABadLine() {
    Path schema = file("s", "message m {\n  required int64 a;\n  optional int64 b;\n}\n");
    Path input = file("in.ndjson", "{\"a\":1}\n{\"b\":1}\n{\"a\":null}\n");
    Run run = Run.of("ingest", input, "-o", output(), "--schema", schema, "--on-error", "skip");
    assertThat(run.err())
        .contains("in.ndjson:2:8: required column 'a' (INT64) was not set")
        .contains("in.ndjson:3:");
    assertThat(DuckDb.number("SELECT count(*) FROM " + DuckDb.literal(output()))).isEqualTo(1);
  }

  @Test
  void membersThatMeanTheSameColumnAreRefused() {
    Path later = file("in.ndjson", "{\"a.b\":1}\n{\"a\":{\"b\":2}}\n");
    assertThat(failure(Intarsia.FAILED, later, "-o", output(), "--sample", 1))
        .contains("in.ndjson:2:")
        .contains("two members both mean the column 'a.b'");
  }

  @Test
  void timesThatDoNotFitAreRefused() {
    Path schema =
        file(
            "s",
            """
            message m {
              optional int64 t (TIMESTAMP(MILLIS,false));
              optional int64 n (TIMESTAMP(NANOS,true));
            }
            """);
    for (String[] bad :
        new String[][] {
          {"{\"t\":\"2024-01-01T00:00:00.0001\"}", "is finer than the column's MILLIS"},
          {"{\"t\":\"2024-01-01T00:00:00Z\"}", "expected a timestamp without a zone"},
          {"{\"n\":\"2500-01-01T00:00:00Z\"}", "is beyond the range of TIMESTAMP(NANOS,true)"},
          {"{\"n\":true}", "expected a timestamp, such as"}
        }) {
      assertThat(
              failure(
                  Intarsia.FAILED,
                  file("in.ndjson", bad[0] + "\n"),
                  "-o",
                  output(),
                  "--schema",
                  schema))
          .contains("in.ndjson:1:6: field")
          .contains(bad[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"GZIP,ndjson", "GZIP,csv", "GZIP,log", "ZSTD,ndjson", "ZSTD,csv", "ZSTD,log"})
  void inputsWhoseCompressionIsCutOffAreNamed(Packing packing, String ending) {
    String record = ending.equals("csv") ? "a,b\n" : "{\"a\":1}\n";
    byte[] packed = packing.pack(record.repeat(50_000).getBytes(StandardCharsets.UTF_8));
    for (int left : new int[] {packed.length / 2, 5}) {
      Path cut =
          Samples.write(
              folder.resolve("in." + ending + packing.ending), Arrays.copyOf(packed, left));
      assertThat(failure(Intarsia.FAILED, cut, "-o", output()))
          .contains(cut + " ends in the middle of its compressed data");
    }
  }

  @Test
  void inputsWhoseCompressionIsDamagedAreNamed() {
    byte[] packed = Packing.GZIP.pack("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
    packed[packed.length - 5] ^= 1;
    Path damaged = Samples.write(folder.resolve("in.ndjson.gz"), packed);
    assertThat(failure(Intarsia.FAILED, damaged, "-o", output())).contains(damaged + " is damaged");
  }

  @Test
  void whatIsNotTextIsNotGuessedAt() {
    Path bytes = Samples.write(folder.resolve("thing"), new byte[] {'a', ',', 0, 1, '\n'});
    assertThat(failure(Intarsia.FAILED, bytes, "-o", output())).contains(bytes + " is not text");
    Path parquet = Samples.write(folder.resolve("file"), "PAR1\u0015\u0000");
    assertThat(failure(Intarsia.FAILED, parquet, "-o", output()))
        .contains(parquet + " is a Parquet file already");
  }

  @Test
  void standardOutputIsNoPlaceForAFile() {
    Path csv = file("in.csv", "a,b\n1,2\n");
    assertThat(failure(Intarsia.USAGE, csv, "-o", "-")).contains("cannot go to standard output");
    assertThat(failure(Intarsia.FAILED, csv, "-o", "/dev/null")).contains("not a regular file");
  }

  @Test
  void inputsThatCannotBeTakenAreSaidToBe() {
    Path json = file("in.ndjson", "{\"a\":1}\n");
    Path csv = file("in.csv", "a,b\n1,2\n");
    assertThat(failure(Intarsia.FAILED, folder.resolve("gone.csv"), "-o", output()))
        .contains("there is no " + folder.resolve("gone.csv"));
    assertThat(failure(Intarsia.FAILED, folder, "-o", output()))
        .contains("is a directory; name the files in it");
    assertThat(failure(Intarsia.FAILED, json, csv, "-o", output())).contains("ingest them apart");
    assertThat(failure(Intarsia.FAILED, file("thing", "word\n"), "-o", output()))
        .contains("cannot tell what " + folder.resolve("thing") + " is; say --format");
    assertThat(failure(Intarsia.FAILED, file("no.ndjson", "\n"), "-o", output()))
        .contains("there are no records to infer a schema from");
    assertThat(
            failure(Intarsia.FAILED, file("twice.csv", "a,a\n1,2\n"), "-o", output(), "--header"))
        .contains("two columns are named 'a'");
    assertThat(failure(Intarsia.FAILED, csv, "-o", output(), "--columns", "x"))
        .contains("has 2 fields in its first record, but 1 columns are named");
    assertThat(
            failure(
                Intarsia.FAILED,
                Samples.write(
                    folder.resolve("w.csv"), "\ufeffa,b\n".getBytes(StandardCharsets.UTF_16LE)),
                "-o",
                output()))
        .contains("is UTF-16");
    assertThat(
            failure(
                Intarsia.FAILED,
                csv,
                "-o",
                output(),
                "--schema",
                file("s", "message m {\n optional int64 a;\n}")))
        .contains("has a column 'b' that the schema has not");
    assertThat(
            failure(
                Intarsia.FAILED,
                csv,
                "-o",
                output(),
                "--ignore-unknown",
                "--schema",
                file("s", "message m {\n required int64 z;\n}")))
        .contains("has no column 'z', which the schema requires");
    assertThat(
            failure(
                Intarsia.FAILED,
                csv,
                "-o",
                output(),
                "--schema",
                file("s", "message m {\n optional binary a (BSON);\n}"),
                "--ignore-unknown"))
        .contains("column 'a': BSON cannot be read from text");
  }

  @Test
  void outputsThatCannotBeWrittenAreSaidToBe() throws IOException {
    Path csv = file("in.csv", "a,b\n1,2\n");
    Path nowhere = folder.resolve("no/out.parquet");
    assertThat(failure(Intarsia.FAILED, csv, "-o", nowhere))
        .contains("there is no directory " + nowhere.getParent());
    assertThat(failure(Intarsia.FAILED, csv, "-o", folder)).contains("it is a directory");
    Path there = Files.writeString(folder.resolve("there.parquet"), "mine");
    assertThat(failure(Intarsia.FAILED, csv, "-o", there, "--no-overwrite"))
        .contains("exists already");
    assertThat(there).hasContent("mine");
    assertThat(failure(Intarsia.FAILED, csv, "-o", output(), "--memory", "4k"))
        .contains("Give more with --memory");
    Run.ingest(there, csv);
    assertThat(DuckDb.number("SELECT count(*) FROM " + DuckDb.literal(there))).isEqualTo(1);
  }

  @Test
  void aFailureLeavesTheFileThatWasThere() throws IOException {
    Path there = Files.writeString(folder.resolve("there.parquet"), "mine");
    Path input = file("in.ndjson", "{\"a\":1}\n{\"a\":x}\n");
    assertThat(Run.of("ingest", input, "-o", there, "--sample", 1).code())
        .isEqualTo(Intarsia.FAILED);
    assertThat(there).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "in.csv|where to? Give the Parquet file with -o FILE.",
        "in.csv -o in.csv|is both input and output",
        "- - -o x|standard input can be read only once",
        "in.csv -o x --level 23|ZSTD has levels -7 to 22, not 23",
        "in.csv -o x --codec snappy --level 1|--codec snappy has no levels",
        "in.csv -o x --codec rar|--codec",
        "in.csv -o x --memory lots|'lots' is not a size",
        "in.csv -o x --sample 0|--sample takes a number of records from 1 on, or all",
        "in.csv -o x --delimiter ab|--delimiter takes one ASCII character",
        "in.csv -o x --depth -1|--depth cannot be less than 0",
        "in.csv -o x --row-group-rows 0|rowGroupRows is 0",
        "in.csv -o x --on-error cry|--on-error",
        "in.csv -o x --nonsense|Unknown option: '--nonsense'"
      })
  void wrongUsageIsTwo(String args, String message) {
    file("in.csv", "a,b\n1,2\n");
    Object[] words =
        Arrays.stream(args.split(" "))
            .map(word -> word.equals("in.csv") ? folder.resolve(word).toString() : word)
            .toArray();
    assertThat(failure(Intarsia.USAGE, words)).contains(message);
  }

  @Test
  void aStreamCannotBeSampledWhole() {
    assertThat(failure(Intarsia.FAILED, "-", "-o", output(), "--sample", "all"))
        .contains("standard input cannot be read twice, so --sample all is not possible");
  }
}
