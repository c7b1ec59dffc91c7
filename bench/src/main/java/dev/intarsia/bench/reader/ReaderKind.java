package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import java.util.List;
import java.util.function.UnaryOperator;

/** Who reads, and what is not the same for it as for the others. */
public enum ReaderKind {
  /** Ours, column by column of each batch. */
  INTARSIA_BATCHES("Intarsia, batches"),
  /** Ours, row by row. */
  INTARSIA_ROWS("Intarsia, rows"),
  /** The reference. */
  PARQUET_JAVA("parquet-java 1.18.1"),
  /** Arrow C++'s reader, folded in Java. */
  ARROW_CPP("Arrow C++, arrow-dataset 18.3"),
  /** The fold pushed down into the engine. */
  DUCKDB("DuckDB 2.0");

  private final String label;

  ReaderKind(String label) {
    this.label = label;
  }

  /** Sets the reader up for all columns of telemetry; to be closed by the caller. */
  public FoldingReader open() {
    List<TelemetryColumn> columns = List.of(TelemetryColumn.values());
    return switch (this) {
      case INTARSIA_BATCHES -> new IntarsiaBatchFold(columns, UnaryOperator.identity());
      case INTARSIA_ROWS -> new IntarsiaRowFold(columns);
      case PARQUET_JAVA -> new ParquetJavaFold(columns);
      case ARROW_CPP -> new ArrowFold(columns);
      case DUCKDB -> new DuckDbFold(columns, "true");
    };
  }

  /** Name and version, for tables and plots. */
  public String label() {
    return label;
  }

  /** How it differs from the others beyond being itself, a sentence each. */
  public List<String> unmatched() {
    return switch (this) {
      case INTARSIA_BATCHES ->
          List.of("folds values where they lie, with the loops that Arrow's batches are folded by");
      case INTARSIA_ROWS -> List.of();
      case PARQUET_JAVA ->
          List.of("looks at a text of a dictionary once, and looks its number up from then on");
      case ARROW_CPP ->
          List.of(
              "reads ahead and decodes on threads of its own, beside the one that folds",
              "folds values where they lie, with the loops that Intarsia's batches are folded by");
      case DUCKDB ->
          List.of(
              "folds in its own engine, by one query",
              "checks that texts are UTF-8",
              "takes milliseconds since 1970 for microseconds, and turns them back");
    };
  }
}
