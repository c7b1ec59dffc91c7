package dev.intarsia.bench.experiment.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageCompressorTest {
  @TempDir static Path folder;

  private static Pages pages;

  @BeforeAll
  static void encode() throws IOException {
    pages = Pages.of(300, folder.resolve("pages.parquet"));
  }

  @AfterAll
  static void close() {
    pages.close();
  }

  @Test
  void pagesAreThoseOfAllColumns() {
    assertThat(pages.count()).isGreaterThanOrEqualTo(52);
  }

  @ParameterizedTest
  @EnumSource
  void makesFramesOfThePages(CompressorKind kind) throws IOException {
    try (PageCompressor compressor = kind.open(pages, ContextMemory.IGNORED)) {
      for (int page = 0; page < pages.count(); page++) {
        int length = compressor.compress(page);
        byte[] frame = compressor.compressed();
        assertThat(frame).hasSize(length);
        assertThat(Zstd.decompress(frame, pages.array(page).length)).isEqualTo(pages.array(page));
      }
      compressor.endFile();
    }
  }
}
