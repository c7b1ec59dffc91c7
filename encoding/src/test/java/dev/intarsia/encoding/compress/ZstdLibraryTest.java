package dev.intarsia.encoding.compress;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where libraries that are loaded can be deleted. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ZstdLibraryTest {
  /** So many that one of them would be found before ours, whatever the order. */
  private static final int OTHERS = 8;

  @TempDir private Path folder;

  @Test
  void functionsStayThoseOfOneLibraryWhateverElseIsLoaded() throws IOException {
    assertThat(ZstdNative.isAvailable()).isTrue();
    long created = ZstdNative.address("ZSTD_createDCtx");
    for (int i = 0; i < OTHERS; i++) {
      load(folder.resolve("other-" + i + ".so"));
    }
    assertThat(SymbolLookup.loaderLookup().find("ZSTD_createDCtx").orElseThrow().address())
        .isNotEqualTo(created);
    assertThat(ZstdNative.address("ZSTD_createDCtx")).isEqualTo(created);
  }

  private static void load(Path file) throws IOException {
    String resource = "/linux/amd64/libzstd-jni-" + ZstdVersion.VERSION + ".so";
    try (InputStream library = ZstdVersion.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(library), file);
    }
    System.load(file.toString());
  }
}
