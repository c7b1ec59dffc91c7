package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes rows from a buffer one at a time, as they arrive, with the settings of a {@link Contender}.
 * One file is open at a time. Belongs to one thread; what it keeps from file to file it gives back
 * when closed.
 */
public interface RowWriter extends AutoCloseable {

  /** Whether a contender takes single rows from a buffer. */
  static boolean isOpenTo(ContenderKind kind) {
    return switch (kind) {
      case INTARSIA_ROWS, HEAP_POOLED, HEAP_FRESH, PARQUET_JAVA -> true;
      default -> false;
    };
  }

  /** A writer that works as a contender does that it {@linkplain #isOpenTo is open to}. */
  static RowWriter open(ContenderKind kind, Codec codec) {
    return switch (kind) {
      case INTARSIA_ROWS ->
          new IntarsiaRowWriter(codec, MemoryPool.create("rows", IntarsiaSettings.LIMIT));
      case HEAP_POOLED ->
          new IntarsiaRowWriter(codec, MemoryPool.onHeap("rows", IntarsiaSettings.LIMIT));
      case HEAP_FRESH -> new HeapFreshRowWriter(codec);
      case PARQUET_JAVA -> new ParquetJavaRowWriter(codec);
      default -> throw new IllegalArgumentException(kind.label() + " takes no single rows");
    };
  }

  /** Begins a file that does not exist yet, or is to be replaced. */
  void begin(Path file) throws IOException;

  /** Appends the row that a reader is at. */
  void append(TelemetryReader row) throws IOException;

  /** Ends the file. */
  void finish() throws IOException;

  /** Gives everything back; a file that was not ended is of no use. */
  @Override
  void close() throws IOException;
}
