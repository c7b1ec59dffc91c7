package dev.intarsia.bench.experiment.anatomy;

import dev.intarsia.bench.contender.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The objects that writing a file puts on the heap.
 *
 * @param first of the first file of this JVM, the classes it loads included
 * @param later of {@link #LATER_FILES} warmed-up ones together
 * @param fileBytes of a file
 */
public record Anatomy(HeapHistogram first, HeapHistogram later, long fileBytes) {
  /** How many warmed-up files are counted together, so that the JVM's own objects vanish. */
  public static final int LATER_FILES = 10;

  /**
   * Writes files, and counts around the first and the last of them.
   *
   * @param warmUpFiles written in between, as many by everyone who is compared
   */
  public static Anatomy of(Contender contender, Path file, int warmUpFiles) throws IOException {
    HeapHistogram own = cost();
    HeapHistogram first = counted(contender, file, 1).minus(own);
    for (int i = 0; i < warmUpFiles; i++) {
      write(contender, file);
    }
    own = cost();
    HeapHistogram later = counted(contender, file, LATER_FILES).minus(own);
    return new Anatomy(first, later, Files.size(file));
  }

  /** What counting itself puts there; the first time it loads classes besides. */
  private static HeapHistogram cost() {
    HeapHistogram.take();
    HeapHistogram before = HeapHistogram.take();
    return HeapHistogram.take().minus(before);
  }

  private static HeapHistogram counted(Contender contender, Path file, int files)
      throws IOException {
    HeapHistogram before = HeapHistogram.take();
    for (int i = 0; i < files; i++) {
      write(contender, file);
    }
    return HeapHistogram.take().minus(before);
  }

  private static void write(Contender contender, Path file) throws IOException {
    Files.deleteIfExists(file);
    contender.write(file);
  }
}
