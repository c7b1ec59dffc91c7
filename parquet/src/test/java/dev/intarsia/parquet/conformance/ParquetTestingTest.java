package dev.intarsia.parquet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.UnsupportedFeatureException;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The format's own collection of files, of many writers and ages: each is read as {@code
 * docs/format-coverage.md} says it was checked, which names them all.
 */
@DetectLeaks
class ParquetTestingTest {
  private static final Path ROOT =
      Path.of(System.getProperty("intarsia.parquet-testing", "missing"));
  private static final Pattern REASON = Pattern.compile("(?:corrupt|not read): `([^`]+)`.*");

  @BeforeEach
  void theCollectionIsThere() {
    Assumptions.assumeTrue(
        Files.isDirectory(ROOT.resolve("data")),
        () -> "no parquet-testing at " + ROOT + ": set -Dintarsia.parquet-testing");
  }

  private static Map<String, String> listed() throws IOException {
    return FormatCoverage.table("Files of parquet-testing");
  }

  private static List<String> matching(String pattern) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.map(ROOT::relativize)
          .filter(matcher::matches)
          .map(path -> path.toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyFileIsListedAndNoOther() throws IOException {
    TreeSet<String> listed = new TreeSet<>();
    for (String pattern : listed().keySet()) {
      List<String> files = matching(pattern);
      assertThat(files).as(pattern).isNotEmpty();
      listed.addAll(files);
    }
    assertThat(listed).containsExactlyElementsOf(matching("**{.parquet,.parquet.encrypted}"));
  }

  @ParameterizedTest
  @MethodSource("listedPatterns")
  void theFileIsReadAsListed(String pattern) throws IOException, SQLException {
    String outcome = Objects.requireNonNull(listed().get(pattern));
    for (String name : matching(pattern)) {
      check(ROOT.resolve(name), outcome);
    }
  }

  static Stream<String> listedPatterns() throws IOException {
    return listed().keySet().stream();
  }

  private static void check(Path file, String outcome) throws IOException, SQLException {
    ReaderOptions options = ReaderOptions.defaults();
    Matcher reason = REASON.matcher(outcome);
    if (outcome.startsWith("equal to parquet-java, in milliseconds")) {
      ReaderOptions millis = ReaderOptions.builder().int96(Unit.MILLIS).build();
      assertThat(OwnRows.read(file, millis)).isEqualTo(new ParquetJavaRows(1_000_000).read(file));
      assertThatThrownBy(() -> OwnRows.read(file, options))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("ReaderOptions.int96");
    } else if (outcome.startsWith("equal to parquet-java")) {
      assertThat(OwnRows.read(file, options)).isEqualTo(new ParquetJavaRows(1).read(file));
    } else if (outcome.startsWith("equal to DuckDB")) {
      assertThat(OwnRows.read(file, options)).isEqualTo(DuckDbRows.read(file));
    } else if (outcome.startsWith("equal to its description")) {
      LargeValues.check(file);
    } else if (reason.matches()) {
      assertThatThrownBy(() -> OwnRows.read(file, options))
          .isInstanceOf(
              outcome.startsWith("corrupt")
                  ? CorruptFileException.class
                  : UnsupportedFeatureException.class)
          .hasMessageContaining(file.getFileName().toString())
          .hasMessageContaining(reason.group(1));
    } else {
      throw new IllegalStateException("nobody knows how to check: " + outcome);
    }
  }

  /** With checksums off, the two files of which only a checksum is wrong are read. */
  @ParameterizedTest
  @MethodSource("wrongChecksums")
  void aWrongChecksumMayBeIgnored(String name) throws IOException {
    Path file = ROOT.resolve(name);
    ReaderOptions unchecked = ReaderOptions.builder().verifyChecksums(false).build();
    assertThat(OwnRows.read(file, unchecked)).isEqualTo(new ParquetJavaRows(1).read(file));
  }

  static Stream<String> wrongChecksums() throws IOException {
    return listedPatterns().filter(name -> name.endsWith("corrupt-checksum.parquet"));
  }
}
