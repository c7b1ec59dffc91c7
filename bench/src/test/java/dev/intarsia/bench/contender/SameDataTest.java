package dev.intarsia.bench.contender;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameDataTest {
  private static final int ROWS = 2_000;

  @TempDir private Path directory = Path.of("");

  @Test
  void filesThatDifferAreNotProvenSame() throws IOException {
    Path one = written(ROWS, 42);
    Path shorter = written(ROWS - 1, 42);
    assertThatThrownBy(() -> SameData.prove(one, written(ROWS, 43)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("time row 0");
    assertThatThrownBy(() -> SameData.prove(one, shorter))
        .hasMessageContaining("ends before row 1999");
    assertThatThrownBy(() -> SameData.prove(shorter, one))
        .hasMessageContaining("goes on behind row 1999");
  }

  private Path written(int rows, long seed) throws IOException {
    Path file = directory.resolve(rows + "-" + seed + ".parquet");
    try (Input input = Input.generate(Source.BUFFER, seed, rows);
        Contender contender = ContenderKind.PARQUET_JAVA.open(Codec.ZSTD, input)) {
      contender.write(file);
    }
    return file;
  }
}
