package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import java.io.IOException;
import java.util.List;

/** What one format of text does in the two passes over the inputs. */
abstract sealed class RecordFormat permits NdjsonFormat, CsvFormat, LinesFormat {
  // Of a stream, whose sample is kept in memory until it is read again.
  private static final int LONGEST_SAMPLE = 1 << 26;

  static RecordFormat of(InputFormat format, IngestOptions options) {
    return switch (format) {
      case NDJSON -> new NdjsonFormat(options);
      case CSV, TSV -> new CsvFormat(options, format == InputFormat.TSV);
      case LINES -> new LinesFormat();
    };
  }

  /**
   * The schema that samples of the inputs fit.
   *
   * @throws Failure if there is none, or if a sampled record is bad and bad records end the run
   */
  abstract Schema infer(List<Input> inputs) throws IOException;

  /** Reads the inputs' layouts where the schema was given and nothing was inferred. */
  void prepare(List<Input> inputs, Schema schema) throws IOException {}

  /** Makes rows of an input's records. */
  abstract void ingest(Input input, Schema schema, RowAppender row, RowLoop loop)
      throws IOException;

  static boolean isSampled(Input input, long records, IngestOptions options) {
    return records >= options.sample() || input.keptBytes() >= LONGEST_SAMPLE;
  }

  /**
   * Ends the run for a bad record in a sample, unless bad records are to be skipped; the second
   * pass reports those.
   */
  static void badSample(Input input, long line, BadRecord bad, IngestOptions options) {
    if (!options.skipBad()) {
      throw new Failure(BadRecords.stopped(input, line, bad));
    }
  }

  static Failure nothingFound() {
    return new Failure(
        "there are no records to infer a schema from; give one with --schema to write an empty"
            + " file");
  }
}
