package dev.intarsia.bench.experiment.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.contender.SameData;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BufferedFileTest {
  private static final int ROWS = 250;
  private static final int GROUP_ROWS = 100;

  @TempDir static Path folder;

  private static Input input;

  @BeforeAll
  static void generate() throws IOException {
    input = Input.generate(Source.BUFFER, 3, ROWS);
    write(Buffering.ROWS_STREAMED, folder.resolve("reference.parquet"));
  }

  @AfterAll
  static void close() {
    input.close();
  }

  private static void write(Buffering buffering, Path file) throws IOException {
    try (BufferedFile writer = new BufferedFile(buffering, input, GROUP_ROWS)) {
      writer.write(file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesTheSameRows(Buffering buffering) throws IOException {
    Path file = folder.resolve(buffering + ".parquet");
    write(buffering, file);
    assertThat(SameData.prove(folder.resolve("reference.parquet"), file)).isEqualTo(ROWS);
  }
}
