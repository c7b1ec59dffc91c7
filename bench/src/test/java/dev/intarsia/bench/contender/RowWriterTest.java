package dev.intarsia.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowWriterTest {
  private static final int ROWS = 1_500;

  @TempDir private Path directory = Path.of("");

  /** Those that take rows from a buffer, by their own API. */
  static Stream<ContenderKind> kinds() {
    return Arrays.stream(ContenderKind.values()).filter(RowWriter::isOpenTo);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rowByRowGivesTheFilesOfTheContender(ContenderKind kind) throws IOException {
    Path whole = directory.resolve("whole.parquet");
    try (Input input = Input.generate(Source.BUFFER, 3, ROWS)) {
      try (Contender contender = kind.open(Codec.ZSTD, input)) {
        contender.write(whole);
      }
      try (RowWriter writer = RowWriter.open(kind, Codec.ZSTD)) {
        for (String name : new String[] {"first.parquet", "second.parquet"}) {
          Path file = directory.resolve(name);
          write(writer, input, file);
          assertThat(SameData.prove(whole, file)).isEqualTo(ROWS);
        }
      }
    }
  }

  private static void write(RowWriter writer, Input input, Path file) throws IOException {
    TelemetryReader reader = new TelemetryReader();
    input.buffer().read(reader);
    writer.begin(file);
    while (reader.next()) {
      writer.append(reader);
    }
    writer.finish();
  }

  @Test
  void columnsAreNotTakenByRows() {
    assertThatThrownBy(() -> RowWriter.open(ContenderKind.INTARSIA_BATCHES, Codec.ZSTD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no single rows");
  }
}
