package dev.intarsia.bench.experiment.lineup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.measure.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFileTest {
  private static final int BLOCK = 8 << 20;

  @TempDir private Path directory = Path.of("");

  private byte[] made = {};
  private byte[] closed = {};

  /** Takes a block of heap to be made, and four to be closed. */
  private final class Costly implements Contender {
    Costly() {
      made = new byte[BLOCK];
    }

    @Override
    public void write(Path file) throws IOException {
      Files.write(file, new byte[3]);
    }

    @Override
    public void close() {
      closed = new byte[4 * BLOCK];
    }
  }

  @Test
  void makingAWriterCountsAndClosingItDoesNot() throws IOException {
    Round round = FirstFile.measure(Costly::new, directory.resolve("file"));
    assertThat(round.fileBytes()).isEqualTo(3);
    assertThat(made).hasSize(BLOCK);
    assertThat(closed).as("it was closed").hasSize(4 * BLOCK);
    assertThat(round.heapBytes()).isBetween((long) BLOCK, 3L * BLOCK);
  }
}
