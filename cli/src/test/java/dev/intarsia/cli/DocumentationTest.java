package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.parquet.format.FileMetaData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name exists, and what they show compiles. */
class DocumentationTest {
  private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

  private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)[^)]*\\)");

  /** A path in code quotes, where {@code …} stands for folders and X for a name to be chosen. */
  private static final Pattern PATH =
      Pattern.compile("`([\\w.*-]+/[\\w./…*-]*|[A-Z]\\w+\\.java|\\w+\\.(?:md|xml|sh))`");

  private static final Pattern CLASS = Pattern.compile("\\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\\b");
  private static final Pattern METHOD = Pattern.compile("\\b([A-Z]\\w+)\\.([a-z]\\w+)");
  private static final Set<String> NO_CLASSES = Set.of("MiB", "KiB", "GiB", "JUnit", "DuckDB");
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static List<Path> sources = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void find() throws IOException {
    sources = findSources();
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  private static List<Path> findSources() throws IOException {
    try (Stream<Path> top = Files.list(ROOT)) {
      List<Path> found = new ArrayList<>();
      for (Path source : top.map(room -> room.resolve("src")).filter(Files::exists).toList()) {
        try (Stream<Path> files = Files.walk(source)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
        }
      }
      return found;
    }
  }

  private static Set<String> classes() {
    return sources.stream()
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    assertThat(LINK.matcher(text(document)).results().map(link -> link.group(1)))
        .allSatisfy(target -> assertThat(document.resolveSibling(target)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void filesThatAreNamedExist(Path document) throws IOException {
    assertThat(PATH.matcher(text(document)).results().map(path -> path.group(1)))
        .filteredOn(path -> !path.startsWith("../") && !path.matches("(.*/)?X[A-Z].*"))
        .allSatisfy(path -> assertThat(exists(path)).as(path).isTrue());
  }

  private static boolean exists(String path) throws IOException {
    if (Files.exists(ROOT.resolve(path))) {
      return true;
    }
    String pattern =
        "(.*/)?" + path.replace(".", "\\.").replace("*", "[^/]*").replace("…", "src/main/java/.*");
    try (Stream<Path> other = Files.list(ROOT.resolve("config"))) {
      return Stream.concat(sources.stream(), other)
          .map(file -> ROOT.relativize(file).toString())
          .anyMatch(file -> file.matches(pattern) || (file + "/").matches(pattern + ".*"));
    }
  }

  @Test
  void classesAndMethodsOfTheArchitectureExist() throws IOException {
    String architecture = text(ROOT.resolve("docs/architecture.md"));
    assertThat(CLASS.matcher(architecture).results().map(MatchResult::group))
        .filteredOn(name -> !NO_CLASSES.contains(name))
        .isNotEmpty()
        .isSubsetOf(classes());
    for (MatchResult call : METHOD.matcher(architecture).results().toList()) {
      Path source =
          sources.stream()
              .filter(file -> file.endsWith(call.group(1) + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no class " + call.group()));
      assertThat(text(source)).as(call.group()).containsPattern("\\s" + call.group(2) + "\\(");
    }
  }

  @Test
  void theReadmesRowsCompileWithNothingButIntarsia() throws Exception {
    Files.writeString(
        folder.resolve("module-info.java"), "module user { requires dev.intarsia.parquet; }");
    Files.createDirectory(folder.resolve("user"));
    Path example = folder.resolve("user/Example.java");
    Files.writeString(
        example,
        """
        package user;

        import dev.intarsia.columns.*;
        import dev.intarsia.columns.compute.*;
        import dev.intarsia.memory.*;
        import dev.intarsia.parquet.*;
        import java.io.IOException;
        import java.lang.foreign.MemorySegment;
        import java.nio.file.Path;
        import java.time.Instant;

        class Example {
          interface Source {
            boolean next();
            long time();
            MemorySegment segment();
            long offset();
            long length();
          }

          void write(Source source) throws IOException {
            %s
          }

          void read(MemoryPool pool) throws IOException {
            %s
          }
        }
        """
            .formatted(javaOfReadme().getFirst(), javaOfReadme().get(1)));
    String modules = path(MemoryPool.class, Schema.class, ParquetWriter.class, Zstd.class);
    String encoding = sibling("encoding");
    assertCompiles(
        List.of(folder.resolve("module-info.java"), example),
        "--module-path",
        String.join(File.pathSeparator, modules, encoding, path(FileMetaData.class)));
  }

  @Test
  void theReadmesTestCompiles() throws Exception {
    Path example = folder.resolve("IngestTest.java");
    Files.writeString(
        example,
"""
        import dev.intarsia.memory.MemoryPool;
        import dev.intarsia.testing.DetectLeaks;
        import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

"""
            + javaOfReadme().getLast().replace("…", ""));
    assertCompiles(
        List.of(example), "--class-path", System.getProperty("surefire.test.class.path"));
  }

  private static List<String> javaOfReadme() throws IOException {
    return JAVA_BLOCK
        .matcher(text(ROOT.resolve("README.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static String path(Class<?>... types) throws URISyntaxException {
    List<String> places = new ArrayList<>();
    for (Class<?> type : types) {
      places.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, places);
  }

  /** The classes of a module that shows none of them, found beside those of the parquet module. */
  private static String sibling(String module) throws URISyntaxException {
    return path(ParquetWriter.class).replace("/parquet/", "/" + module + "/");
  }

  private void assertCompiles(List<Path> files, String... path) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options = new ArrayList<>(List.of(path));
    options.addAll(List.of("--release", "22", "-Xlint:all,-requires-automatic", "-Werror"));
    options.addAll(List.of("-proc:none", "-d", folder.resolve("out").toString()));
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjects(files.toArray(Path[]::new)))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }
}
