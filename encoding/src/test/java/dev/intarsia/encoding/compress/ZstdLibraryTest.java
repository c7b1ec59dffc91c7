package dev.intarsia.encoding.compress;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.util.ZstdVersion;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.SymbolLookup;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  @Test
  void itIsFoundAmongModulesToo() throws ReflectiveOperationException {
    ModuleFinder modules =
        ModuleFinder.of(
            Stream.of(Codec.class, MemoryPool.class, ZstdVersion.class, Nullable.class)
                .map(
                    one ->
                        Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath()))
                .toArray(Path[]::new));
    ModuleLayer boot = ModuleLayer.boot();
    ModuleLayer.Controller layer =
        ModuleLayer.defineModulesWithOneLoader(
            boot.configuration()
                .resolve(modules, ModuleFinder.of(), Set.of("dev.intarsia.encoding")),
            List.of(boot),
            ClassLoader.getPlatformClassLoader());
    Module encoding = layer.layer().findModule("dev.intarsia.encoding").orElseThrow();
    layer.addOpens(encoding, Codec.class.getPackageName(), getClass().getModule());
    Class<?> inModule = encoding.getClassLoader().loadClass(ZstdNative.class.getName());
    assertThat(inModule.getModule()).isSameAs(encoding);
    Method isAvailable = inModule.getDeclaredMethod("isAvailable");
    isAvailable.setAccessible(true);
    assertThat(isAvailable.invoke(null)).isEqualTo(true);
  }

  private static void load(Path file) throws IOException {
    String resource = "/linux/amd64/libzstd-jni-" + ZstdVersion.VERSION + ".so";
    try (InputStream library = ZstdVersion.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(library), file);
    }
    System.load(file.toString());
  }
}
