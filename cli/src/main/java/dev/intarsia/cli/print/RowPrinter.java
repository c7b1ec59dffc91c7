package dev.intarsia.cli.print;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Schema;

/** Prints rows in some format, one after the other and never all at once. */
public sealed interface RowPrinter permits NdjsonRows, CsvRows, TableRows {
  /** The formats by their names on the command line. */
  enum Format {
    /** Columns side by side, for people. */
    table,
    /** A JSON object on each line. */
    ndjson,
    /** Comma-separated values with a header. */
    csv
  }

  /**
   * A printer.
   *
   * @param format how to print
   * @param schema of the rows
   * @param binary how to show bytes
   * @return the printer
   */
  static RowPrinter of(Format format, Schema schema, BinaryForm binary) {
    return switch (format) {
      case table -> new TableRows(schema, binary);
      case ndjson -> new NdjsonRows(schema, binary);
      case csv -> new CsvRows(schema, binary);
    };
  }

  /**
   * What comes before the first row.
   *
   * @param out grows by it
   */
  void begin(StringBuilder out);

  /**
   * A row.
   *
   * @param batch of the schema
   * @param row in the batch
   * @param out grows by the row, or by nothing if the printer has to see more of them first
   */
  void row(ColumnBatch batch, int row, StringBuilder out);

  /**
   * What comes behind the last row.
   *
   * @param out grows by it
   */
  void end(StringBuilder out);
}
