package dev.intarsia.parquet.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.intarsia.parquet.read.PageHeaderFuzzing;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept for fuzzing: seeds, and inputs that once were too much. Without its agent. */
class KeptInputsTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  static Stream<Method> fuzzed() {
    return Stream.of(FileFuzzing.class, ChunkFuzzing.class, PageHeaderFuzzing.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(FuzzTest.class));
  }

  @ParameterizedTest
  @MethodSource("fuzzed")
  void isDecodedOrRefused(Method method) throws IOException, ReflectiveOperationException {
    Class<?> type = method.getDeclaringClass();
    Path inputs =
        RESOURCES.resolve(type.getName().replace('.', '/') + "Inputs").resolve(method.getName());
    Object target = type.getDeclaredConstructor().newInstance();
    try (Stream<Path> files = Files.list(inputs)) {
      List<Path> kept = files.sorted().toList();
      assertThat(kept).isNotEmpty();
      for (Path input : kept) {
        method.invoke(target, Files.readAllBytes(input));
      }
    }
  }
}
