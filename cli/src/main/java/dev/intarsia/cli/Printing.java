package dev.intarsia.cli;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.cli.console.Terminal;
import dev.intarsia.cli.console.TextOutput;
import dev.intarsia.cli.print.BinaryForm;
import dev.intarsia.cli.print.RowPrinter;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ScanBuilder;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which columns are printed, and how. */
final class Printing {
  /** Few enough for the first to appear at once. */
  private static final int BATCH_ROWS = 1_024;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "print these, in this order (default: all)")
  List<String> columns = List.of();

  @Option(
      names = "--binary",
      paramLabel = "FORM",
      description =
          "show bytes that mean nothing known as ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE})")
  BinaryForm binary = BinaryForm.hex;

  int print(
      ParquetReader reader, RowPrinter.Format format, long from, long count, Terminal terminal)
      throws IOException {
    try (BatchScan scan = scan(reader).rows(from, count).open();
        TextOutput out = terminal.results()) {
      RowPrinter printer = RowPrinter.of(format, scan.schema(), binary);
      printer.begin(out.text());
      for (ColumnBatch next = scan.next(); next != null; next = scan.next()) {
        try (ColumnBatch batch = next) {
          print(batch, printer, out);
        }
      }
      printer.end(out.text());
    }
    return Intarsia.OK;
  }

  private ScanBuilder scan(ParquetReader reader) {
    ScanBuilder scan = reader.scan().batchRows(BATCH_ROWS);
    try {
      return columns.isEmpty() ? scan : scan.project(columns.toArray(String[]::new));
    } catch (IllegalArgumentException unknown) {
      throw new Failure("--columns: " + unknown.getMessage(), unknown);
    }
  }

  private static void print(ColumnBatch batch, RowPrinter printer, TextOutput out)
      throws IOException {
    for (int row = 0; row < batch.rowCount(); row++) {
      printer.row(batch, row, out.text());
      out.flushMuch();
    }
  }
}
