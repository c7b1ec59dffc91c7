package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What files say of their writers, from the usual to the absurd. */
class WriterVersionTest {
  private static WriterVersion version(
      String application, int major, int minor, int patch, String suffix) {
    return new WriterVersion(application, major, minor, patch, suffix);
  }

  @Test
  void theRecommendedFormIsUnderstood() {
    assertThat(WriterVersion.of("parquet-mr version 1.8.0 (build 0fda28af)"))
        .isEqualTo(version("parquet-mr", 1, 8, 0, ""));
    assertThat(WriterVersion.of("parquet-mr version 1.5.0-cdh5.5.0 (build 1)"))
        .isEqualTo(version("parquet-mr", 1, 5, 0, "-cdh5.5.0"));
  }

  @Test
  void namesMayHaveSpacesAndNumbersMayBeFew() {
    assertThat(WriterVersion.of("  Some Writer\n of files  version  v3"))
        .isEqualTo(version("Some Writer\n of files", 3, 0, 0, ""));
    assertThat(WriterVersion.of("version of mine version 2.4"))
        .isEqualTo(version("version of mine", 2, 4, 0, ""));
    assertThat(WriterVersion.of(" version 1.2.3")).isEqualTo(version("", 1, 2, 3, ""));
  }

  @Test
  void anythingElseIsUnknown() {
    WriterVersion unknown = version("", 0, 0, 0, "");
    assertThat(WriterVersion.of(null)).isEqualTo(unknown);
    assertThat(WriterVersion.of("DuckDB")).isEqualTo(unknown);
    assertThat(WriterVersion.of("version 1.2.3")).isEqualTo(unknown);
    assertThat(WriterVersion.of("parquet-mr version x")).isEqualTo(unknown);
    assertThat(WriterVersion.of("aversion 1.2.3")).isEqualTo(unknown);
  }

  @Test
  void prefixesGoOnFromPageToPageBeforeParquetMr18() {
    assertThat(
            Stream.of(
                "parquet-mr version 1.6.0rc3 (build 1)",
                "parquet-mr version 1.7.0",
                "parquet-mr version 1.8.0rc1",
                "parquet-mr",
                "parquet-mr version x"))
        .allMatch(old -> WriterVersion.of(old).mayCarryPrefixes());
    assertThat(
            Stream.of(
                "parquet-mr version 1.8.0 (build 1)",
                "parquet-mr version 1.18.1",
                "impala version 1.2.0",
                "parquet-cpp-arrow version 1.0.0"))
        .noneMatch(mended -> WriterVersion.of(mended).mayCarryPrefixes());
    assertThat(WriterVersion.of(null).mayCarryPrefixes()).isTrue();
  }

  /** Trying each way to divide the spaces would take years. */
  @Test
  void spacesWithoutEndAreLookedAtOnce() {
    String spaces = " ".repeat(1_000_000);
    assertThat(WriterVersion.of(spaces).application()).isEmpty();
    assertThat(WriterVersion.of("a" + spaces + "version" + spaces + "x").application()).isEmpty();
    assertThat(WriterVersion.of(spaces + "a" + spaces + "version" + spaces + "1"))
        .isEqualTo(version("a", 1, 0, 0, ""));
    assertThat(WriterVersion.of(" version".repeat(100_000)).application()).isEmpty();
  }
}
