package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format's own collection of files: what their footers say. */
@DetectLeaks
class ForeignMetadataTest {
  private final Path files = Path.of(System.getProperty("intarsia.parquet-testing", "missing"));

  @BeforeEach
  void theCollectionIsThere() {
    Assumptions.assumeTrue(
        Files.isDirectory(files.resolve("data")),
        () -> "no parquet-testing at " + files + ": set -Dintarsia.parquet-testing");
  }

  @Test
  void everyGoodFileOpensMappedAndUnmappedWithTheSameMetadata(MemoryPool pool) throws IOException {
    List<Path> good = files("data", ".parquet");
    assertThat(good).hasSizeGreaterThan(50);
    for (Path file : good) {
      try (ParquetReader mapped = ParquetReader.open(file, pool);
          ParquetReader read = open(FileSource.unmapped(file), pool)) {
        assertThat(mapped.metadata().rowCount()).as(file.toString()).isNotNegative();
        assertThat(read.metadata()).as(file.toString()).isEqualTo(mapped.metadata());
      }
    }
  }

  @Test
  void anEncryptedFileIsRefusedByName(MemoryPool pool) throws IOException {
    List<Path> encrypted = files("data", ".encrypted");
    assertThat(encrypted).hasSizeGreaterThan(10);
    for (Path file : encrypted) {
      assertThatThrownBy(() -> ParquetReader.open(file, pool))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContainingAll(file.getFileName().toString(), "encrypted");
    }
  }

  @Test
  void aVariantIsRefusedByName(MemoryPool pool) throws IOException {
    List<Path> variants = files("shredded_variant", ".parquet");
    assertThat(variants).hasSizeGreaterThan(50);
    for (Path file : variants) {
      assertThatThrownBy(() -> ParquetReader.open(file, pool))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContainingAll(file.getFileName().toString(), "column var", "Variant");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ARROW-GH-41317.parquet",
        "ARROW-RS-GH-6229-DICTHEADER.parquet",
        "PARQUET-1481.parquet",
      })
  void aBadFooterIsRefusedByName(String name, MemoryPool pool) {
    assertThatThrownBy(() -> ParquetReader.open(files.resolve("bad_data").resolve(name), pool))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(name);
  }

  private static ParquetReader open(FileSource source, MemoryPool pool) throws IOException {
    return ParquetReader.open(source, pool, ReaderOptions.defaults());
  }

  private List<Path> files(String folder, String suffix) throws IOException {
    try (Stream<Path> paths = Files.walk(files.resolve(folder))) {
      return paths.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
