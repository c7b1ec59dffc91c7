package dev.intarsia.cli.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.intarsia.cli.console.Failure;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The records of one CSV input. Bytes are read as Latin-1, so that fields pass as the bytes they
 * are.
 */
final class CsvRecords {
  private static final int LONGEST_FIELD = 1 << 26;

  private final Input input;
  private final CsvRecord record;
  private final CloseableIterator<CsvRecord> records;

  private CsvRecords(Input input, CsvRecord record, CloseableIterator<CsvRecord> records) {
    this.input = input;
    this.record = record;
    this.records = records;
  }

  /**
   * Starts to read.
   *
   * @param input what to read
   * @param delimiter stands between fields
   * @param sampling whether it will be read once more
   * @param record sees the fields
   */
  @SuppressWarnings("MustBeClosedChecker") // the input closes its stream
  static CsvRecords open(Input input, char delimiter, boolean sampling, CsvRecord record)
      throws IOException {
    var reader = new InputStreamReader(input.open(sampling), StandardCharsets.ISO_8859_1);
    return new CsvRecords(
        input,
        record,
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST_FIELD)
            .build(record, reader)
            .iterator());
  }

  /**
   * Goes to the next record that is not an empty line; the record's object sees its fields.
   *
   * @throws Failure if the text cannot be split into records any further
   */
  boolean next() throws IOException {
    try {
      if (!records.hasNext()) {
        return false;
      }
      records.next();
      return true;
    } catch (CsvParseException broken) {
      if (broken.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      throw new Failure(
          "%s:%d: %s\nWhere the next record starts cannot be known, so nothing was written."
              .formatted(input.name(), record.line(), reason(broken)),
          broken);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private static String reason(CsvParseException broken) {
    String message = String.valueOf(broken.getMessage());
    return message.replaceFirst(" \\(record starting at line \\d+\\)$", "");
  }
}
