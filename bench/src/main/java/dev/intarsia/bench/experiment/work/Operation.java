package dev.intarsia.bench.experiment.work;

import java.io.IOException;

/** One operation, done over and over. */
@FunctionalInterface
public interface Operation {

  /**
   * Does it once.
   *
   * @return a number that depends on all that was done, so that the compiler leaves nothing out
   */
  long run() throws IOException;
}
