package dev.intarsia.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/benchmark-results.md has a section per record, and in it a line per field. */
class SchemaDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "benchmark-results.md");
  private static final Pattern FIELD = Pattern.compile("(?m)^\\| `([\\w-]+)` \\|");

  static List<Class<?>> records() {
    return List.of(
        BenchmarkReport.class,
        Machine.class,
        ExperimentResult.class,
        Measurement.class,
        Metric.class,
        Plot.class,
        Table.class);
  }

  private static String section(String name) throws IOException {
    String text = Files.readString(DOCUMENT);
    String title = "## " + name + "\n";
    assertThat(text).contains(title);
    return text.substring(text.indexOf(title) + title.length()).split("(?m)^## ", 2)[0];
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldIsToldAndNoOther(Class<?> type) throws IOException {
    assertThat(FIELD.matcher(section(type.getSimpleName())).results().map(field -> field.group(1)))
        .containsExactlyElementsOf(
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  @Test
  void metricsOfRoundsAreTold() throws IOException {
    Round round = new Round(1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(FIELD.matcher(section("The usual metrics")).results().map(name -> name.group(1)))
        .containsExactlyElementsOf(Rounds.metrics(1, List.of(round)).keySet());
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyConstantIsTold(Class<?> type) throws IOException {
    String section = section(type.getSimpleName());
    assertThat(
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .filter(Class::isEnum)
                .flatMap(constants -> Stream.of(constants.getEnumConstants())))
        .allSatisfy(constant -> assertThat(section).contains("`" + constant + "`"));
  }
}
