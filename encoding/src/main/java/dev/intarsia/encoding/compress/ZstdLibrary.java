package dev.intarsia.encoding.compress;

import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The C library that zstd-jni brings along, loaded once more for those who call it directly.
 *
 * <p>Its functions are looked up in it alone. {@link SymbolLookup#loaderLookup} goes through all
 * libraries of the class loader, in no certain order, and several others have a zstd of their own,
 * Arrow's among them: a context made by one version and used by another is too short for it, and
 * the C heap behind it is overwritten.
 *
 * <p>zstd-jni's properties {@code ZstdNativePath} and {@code ZstdTempFolder} hold here, too.
 */
@SuppressWarnings("restricted")
final class ZstdLibrary {
  private static final SymbolLookup NONE = name -> Optional.empty();

  private ZstdLibrary() {}

  /** The library's functions; none where there is no library for this machine. */
  static SymbolLookup open() {
    try {
      String installed = System.getProperty("ZstdNativePath");
      return installed == null ? unpack() : load(Path.of(installed));
    } catch (IOException | ReflectiveOperationException | IllegalArgumentException e) {
      return NONE; // zstd-jni's own classes may know better, and say what is wrong
    }
  }

  private static SymbolLookup unpack() throws IOException, ReflectiveOperationException {
    String suffix = suffix();
    Path file = emptyFile(System.getProperty("ZstdTempFolder"), suffix);
    try {
      return copy(name(suffix), file) ? load(file) : NONE;
    } finally {
      delete(file);
    }
  }

  private static Path emptyFile(@Nullable String folder, String suffix) throws IOException {
    return folder == null
        ? Files.createTempFile("intarsia-zstd-", suffix)
        : Files.createTempFile(Path.of(folder), "intarsia-zstd-", suffix);
  }

  @NeverClosed("a library that is unloaded takes functions away that somebody may be in")
  private static SymbolLookup load(Path file) {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }

  /** A library that is loaded needs its file no more, but on Windows. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /**
   * Copies something of zstd-jni's, which a module shows to its reader only; false if it has none.
   */
  private static boolean copy(String name, Path file) throws IOException {
    Module module = Native.class.getModule();
    ModuleLayer layer = module.getLayer();
    if (layer == null) {
      try (InputStream found = Native.class.getResourceAsStream("/" + name)) {
        return copy(found, file);
      }
    }
    ResolvedModule resolved = layer.configuration().findModule(module.getName()).orElseThrow();
    try (ModuleReader reader = resolved.reference().open();
        InputStream found = reader.open(name).orElse(null)) {
      return copy(found, file);
    }
  }

  private static boolean copy(@Nullable InputStream found, Path file) throws IOException {
    if (found != null) {
      Files.copy(found, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return found != null;
  }

  /** What zstd-jni calls it, of the version that is there and not of that compiled against. */
  private static String name(String suffix) throws ReflectiveOperationException {
    String system = system();
    String processor = System.getProperty("os.arch");
    if (system.equals("darwin") && processor.equals("amd64")) {
      processor = "x86_64";
    }
    Object version = ZstdVersion.class.getField("VERSION").get(null);
    return "%s/%s/libzstd-jni-%s%s".formatted(system, processor, version, suffix);
  }

  private static String suffix() {
    return switch (system()) {
      case "darwin" -> ".dylib";
      case "win" -> ".dll";
      default -> ".so";
    };
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '_');
    return name.startsWith("win") ? "win" : name.startsWith("mac") ? "darwin" : name;
  }
}
