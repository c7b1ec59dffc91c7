package dev.intarsia.encoding.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The codecs as a class loader sees them that lacks the optional libraries. */
class MissingLibraryTest {
  /** Defines this room's classes itself and hides the optional libraries. */
  private static final class Bare extends URLClassLoader {
    private static final List<String> HIDDEN =
        List.of("org.xerial.", "net.jpountz.", "com.aayushatharva.");

    Bare() {
      super(
          new URL[] {Codec.class.getProtectionDomain().getCodeSource().getLocation()},
          Codec.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (HIDDEN.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      if (name.startsWith("dev.intarsia.encoding.")) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void theMissingArtifactIsNamed() throws IOException {
    try (Bare bare = new Bare()) {
      assertThatThrownBy(() -> create(bare, "SNAPPY"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("org.xerial.snappy:snappy-java");
      assertThatThrownBy(() -> create(bare, "LZ4_RAW"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("at.yawk.lz4:lz4-java");
      assertThatThrownBy(() -> create(bare, "LZ4"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("at.yawk.lz4:lz4-java");
      assertThatThrownBy(() -> create(bare, "BROTLI"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("com.aayushatharva.brotli4j:brotli4j");
    }
  }

  @Test
  void zstdOfAnotherClassLoaderIsFound() throws Exception {
    try (Bare bare = new Bare();
        AutoCloseable codec = create(bare, "ZSTD")) {
      assertThat(codec.getClass().getSimpleName()).isEqualTo("ZstdCodec");
    }
  }

  @Test
  void withoutItsLibraryZstdGoesThroughItsClasses() throws Exception {
    Native.load();
    System.setProperty("ZstdNativePath", "/where/there/is/none.so");
    try (Bare bare = new Bare();
        AutoCloseable codec = create(bare, "ZSTD")) {
      assertThat(codec.getClass().getSimpleName()).isEqualTo("ZstdJniCodec");
    } finally {
      System.clearProperty("ZstdNativePath");
    }
  }

  private static AutoCloseable create(ClassLoader loader, String kind)
      throws ReflectiveOperationException {
    Class<?> kinds = loader.loadClass(CodecKind.class.getName());
    Object constant = kinds.getMethod("valueOf", String.class).invoke(null, kind);
    Class<?> codecs = loader.loadClass(Codec.class.getName());
    try {
      return (AutoCloseable) codecs.getMethod("create", kinds).invoke(null, constant);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
