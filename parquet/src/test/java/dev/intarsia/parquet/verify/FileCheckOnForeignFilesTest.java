package dev.intarsia.parquet.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.parquet.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format's own collection of files, of many writers and ages. */
class FileCheckOnForeignFilesTest {
  private final Path files = Path.of(System.getProperty("intarsia.parquet-testing", "missing"));

  @BeforeEach
  void theCollectionIsThere() {
    Assumptions.assumeTrue(
        Files.isDirectory(files.resolve("data")),
        () -> "no parquet-testing at " + files + ": set -Dintarsia.parquet-testing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alltypes_plain.parquet",
        "alltypes_dictionary.parquet",
        "alltypes_tiny_pages.parquet",
        "binary_truncated_min_max.parquet",
        "byte_stream_split_extended.gzip.parquet",
        "data_index_bloom_encoding_stats.parquet",
        "datapage_v1-uncompressed-checksum.parquet",
        "datapage_v1-snappy-compressed-checksum.parquet",
        "datapage_v2.snappy.parquet",
        "datapage_v2_empty_datapage.snappy.parquet",
        "delta_binary_packed.parquet",
        "delta_byte_array.parquet",
        "dict-page-offset-zero.parquet",
        "fixed_length_byte_array.parquet",
        "floating_orders_nan_count.parquet",
        "int32_with_null_pages.parquet",
        "large_string_map.brotli.parquet",
        "nested_maps.snappy.parquet",
        "nested_structs.rust.parquet",
        "null_list.parquet",
        "nullable.impala.parquet",
        "overflow_i16_page_cnt.parquet",
        "plain-dict-uncompressed-checksum.parquet",
        "rle-dict-snappy-checksum.parquet",
        "sort_columns.parquet",
      })
  void aGoodFileIsAccepted(String name) throws IOException {
    FileCheck.Result result = FileCheck.of(files.resolve("data").resolve(name));

    assertThat(result.rows()).isPositive();
    assertThat(result.pages()).isGreaterThanOrEqualTo(result.columns());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datapage_v1-corrupt-checksum.parquet",
        "rle-dict-uncompressed-corrupt-checksum.parquet",
      })
  void aWrongChecksumIsFound(String name) {
    assertThatThrownBy(() -> FileCheck.of(files.resolve("data").resolve(name)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("checksum");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ARROW-GH-41317.parquet",
        "ARROW-GH-41321.parquet",
        "ARROW-RS-GH-6229-DICTHEADER.parquet",
        "ARROW-RS-GH-6229-LEVELS.parquet",
        "PARQUET-1481.parquet",
      })
  void aKnownBadFileIsRefused(String name) {
    assertThatThrownBy(() -> FileCheck.of(files.resolve("bad_data").resolve(name)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(name);
  }
}
