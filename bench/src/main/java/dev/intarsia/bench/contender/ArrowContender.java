package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.dataset.file.DatasetFileWriter;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Arrow Java's vectors, encoded and written by Arrow C++ through arrow-dataset. */
final class ArrowContender implements Contender {
  /** Without these it does not run, or checks every access. */
  static final List<String> JVM_FLAGS =
      List.of(
          "--add-opens=java.base/java.nio=ALL-UNNAMED", "-Darrow.enable_unsafe_memory_access=true");

  static final List<String> UNMATCHED =
      List.of(
          "uncompressed only, because its Java API sets no codec",
          "Arrow C++ 21 encodes on threads of its own, beside the one that fills the vectors",
          "rows are gathered 32,768 at a time, and make a row group each",
          "no page checksums");

  /** What Arrow C++ cuts batches into, and makes a row group of. */
  private static final int ROW_GROUP_ROWS = 1 << 15;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BufferAllocator allocator = new RootAllocator();
  private final Input input;

  ArrowContender(Input input) {
    this.input = input;
  }

  /** A dataset is a folder of files, so the file is written into one of its own first. */
  @Override
  public void write(Path file) throws IOException {
    Path folder = file.resolveSibling(file.getFileName() + ".dataset");
    Files.createDirectory(folder);
    try (ArrowReader rows = new TelemetryVectors(allocator, input, ROW_GROUP_ROWS)) {
      DatasetFileWriter.write(
          allocator,
          rows,
          FileFormat.PARQUET,
          folder.toUri().toString(),
          new String[0],
          1,
          "rows-{i}.parquet");
    }
    Files.move(folder.resolve("rows-0.parquet"), file);
    Files.delete(folder);
  }

  /**
   * Arrow C++ lets go of the last batches on threads of its own, shortly after the file is done.
   */
  @Override
  public void close() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (allocator.getAllocatedMemory() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    allocator.close();
  }
}
