package dev.intarsia.bench.experiment.lineup;

import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.measure.Meter;
import dev.intarsia.bench.measure.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The first file of a writer: from before it is made to the closed file. What the writer gives back
 * when it is closed in turn, or waits for, comes after the clock has stopped.
 */
final class FirstFile {
  private final Supplier<Contender> maker;
  private @Nullable Contender made;

  private FirstFile(Supplier<Contender> maker) {
    this.maker = maker;
  }

  static Round measure(Supplier<Contender> maker, Path file) throws IOException {
    FirstFile first = new FirstFile(maker);
    try {
      return Meter.measure(() -> first.write(file), file);
    } finally {
      if (first.made != null) {
        first.made.close();
      }
    }
  }

  private void write(Path file) throws IOException {
    Contender contender = maker.get();
    made = contender;
    contender.write(file);
  }
}
