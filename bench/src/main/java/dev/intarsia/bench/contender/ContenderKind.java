package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.memory.MemoryPool;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who takes part, and what is not the same for it as for the others. */
public enum ContenderKind {
  /** Ours, row by row. */
  INTARSIA_ROWS("Intarsia, rows"),
  /** Ours, from columns in Arrow's layout. */
  INTARSIA_BATCHES("Intarsia, batches"),
  /** The on-heap twin of {@link #INTARSIA_ROWS}, with arrays recycled. */
  HEAP_POOLED("on-heap twin, pooled"),
  /** The on-heap twin with fresh arrays for every batch and file. */
  HEAP_FRESH("on-heap twin, fresh arrays"),
  /** On-heap Arrow-layout builders that start with 32 bytes, in front of the same encoders. */
  HEAP_GROWING("on-heap builders, growing"),
  /** The reference. */
  PARQUET_JAVA("parquet-java 1.18.1"),
  /** Arrow Java's vectors, Arrow C++'s writer. */
  ARROW_CPP("Arrow Java 18.3, Arrow C++"),
  /** A table in memory, copied into a file. */
  DUCKDB("DuckDB 2.0");

  private final String label;

  ContenderKind(String label) {
    this.label = label;
  }

  /**
   * Sets the contender up to write an input.
   *
   * @param codec one of {@link #codecs}
   * @param input from one of {@link #sources}; stays the caller's, who closes it later
   * @return the contender, to be closed by the caller
   */
  public Contender open(Codec codec, Input input) {
    if (!sources().contains(input.source()) || !codecs().contains(codec)) {
      throw new IllegalArgumentException(
          "%s takes %s and writes %s, but not %s as %s"
              .formatted(label, sources(), codecs(), input.source(), codec));
    }
    return switch (this) {
      case INTARSIA_ROWS ->
          new IntarsiaRowsContender(
              codec, input, MemoryPool.create("contender", IntarsiaSettings.LIMIT));
      case INTARSIA_BATCHES -> new IntarsiaBatchesContender(codec, input);
      case HEAP_POOLED ->
          new IntarsiaRowsContender(
              codec, input, MemoryPool.onHeap("contender", IntarsiaSettings.LIMIT));
      case HEAP_FRESH -> new HeapFreshContender(codec, input);
      case HEAP_GROWING -> new HeapGrowingContender(codec, input, HeapBatchBuilder.growing());
      case PARQUET_JAVA -> new ParquetJavaContender(codec, input);
      case ARROW_CPP -> new ArrowContender(input);
      case DUCKDB -> new DuckDbContender(codec, input);
    };
  }

  /** What it can take rows from. */
  public Set<Source> sources() {
    return switch (this) {
      case INTARSIA_ROWS, HEAP_POOLED, HEAP_FRESH, HEAP_GROWING, PARQUET_JAVA, ARROW_CPP, DUCKDB ->
          EnumSet.of(Source.BUFFER, Source.OBJECTS);
      case INTARSIA_BATCHES -> EnumSet.of(Source.COLUMNS);
    };
  }

  /** What it can compress with. */
  public Set<Codec> codecs() {
    return this == ARROW_CPP ? EnumSet.of(Codec.UNCOMPRESSED) : EnumSet.allOf(Codec.class);
  }

  /** Name and version, for tables and plots. */
  public String label() {
    return label;
  }

  /** How it differs from the others beyond being itself, a sentence each. */
  public List<String> unmatched() {
    return switch (this) {
      case INTARSIA_ROWS -> IntarsiaSettings.unmatched();
      case INTARSIA_BATCHES ->
          IntarsiaSettings.unmatched(
              "its values are in columns before the clock starts, in batches of 100,000 rows");
      case HEAP_POOLED ->
          IntarsiaSettings.unmatched(
              "its memory is cut from arrays of 4 MiB, kept from file to file");
      case HEAP_FRESH ->
          IntarsiaSettings.unmatched(
              "rows are gathered 10,000 at a time before any is encoded",
              "its memory is cut from arrays of 4 MiB, new for every batch and every file");
      case HEAP_GROWING ->
          IntarsiaSettings.unmatched(
              "rows are gathered 10,000 at a time before any is encoded, in arrays that start with"
                  + " 32 bytes and double",
              "its encoders' memory is cut from arrays of 4 MiB, kept from file to file");
      case PARQUET_JAVA -> ParquetJavaContender.UNMATCHED;
      case ARROW_CPP -> ArrowContender.UNMATCHED;
      case DUCKDB -> DuckDbContender.UNMATCHED;
    };
  }

  /**
   * Flags of the JVM that it does not run without, or not as fast. Collector and heap are the
   * experiment's choice; rows held as {@link Source#OBJECTS} take some 2 KB of it each.
   */
  public List<String> jvmFlags() {
    return this == ARROW_CPP ? ArrowContender.JVM_FLAGS : List.of();
  }
}
