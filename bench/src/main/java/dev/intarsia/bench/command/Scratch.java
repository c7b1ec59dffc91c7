package dev.intarsia.bench.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A temporary folder, on the file system that the results go to, with a folder in it for each
 * trial, and what trials leave for each other beside these. Gone with everything in it once closed.
 */
final class Scratch implements AutoCloseable {
  private final Path folder;
  private int trials;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  static Scratch in(Path parent) throws IOException {
    return new Scratch(Files.createTempDirectory(parent.toAbsolutePath(), "scratch-"));
  }

  /** An empty folder; what the trial before had to itself is gone. */
  Path next() throws IOException {
    delete(folder.resolve("trial-" + trials).toFile());
    delete(folder.resolve("trial-" + trials + "-files").toFile());
    trials++;
    return Files.createDirectory(folder.resolve("trial-" + trials));
  }

  @Override
  public void close() {
    delete(folder.toFile());
  }

  /** What cannot be deleted stays: a dying process may have had it open. */
  private static void delete(File file) {
    File[] within = file.listFiles();
    if (within != null) {
      Arrays.stream(within).forEach(Scratch::delete);
    }
    file.delete();
  }
}
