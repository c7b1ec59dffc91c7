package dev.intarsia.parquet.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is kept for {@link FileFuzzing}: seeds, and inputs that once were too much. Without its
 * agent.
 */
class KeptInputsTest {
  private static final Path INPUTS =
      Path.of("src/test/resources", "dev/intarsia/parquet/hostile", "FileFuzzingInputs");

  static Stream<Method> fuzzed() {
    return Arrays.stream(FileFuzzing.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(FuzzTest.class));
  }

  @ParameterizedTest
  @MethodSource("fuzzed")
  void isDecodedOrRefused(Method method) throws IOException, ReflectiveOperationException {
    try (Stream<Path> inputs = Files.list(INPUTS.resolve(method.getName()))) {
      List<Path> kept = inputs.sorted().toList();
      assertThat(kept).isNotEmpty();
      for (Path input : kept) {
        method.invoke(new FileFuzzing(), Files.readAllBytes(input));
      }
    }
  }
}
