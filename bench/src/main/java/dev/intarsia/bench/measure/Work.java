package dev.intarsia.bench.measure;

import java.io.IOException;

/** A piece of work that is measured as a whole. */
@FunctionalInterface
public interface Work {

  /** Does it once. */
  void run() throws IOException;
}
