package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Progress;
import dev.intarsia.columns.RowAppender;
import java.io.IOException;

/**
 * The steps that every record of every format takes once its columns are set: end the row or report
 * it, and show progress.
 */
final class RowLoop {
  private final RowAppender row;
  private final BadRecords bad;
  private final Progress progress;
  private long rows;
  private long records;
  private long earlierInputs;

  RowLoop(RowAppender row, BadRecords bad, Progress progress) {
    this.row = row;
    this.bad = bad;
    this.progress = progress;
  }

  /** Sets columns from a record. */
  @FunctionalInterface
  interface Setter {
    /**
     * Sets columns; throws {@link BadRecord} or {@link IllegalArgumentException} for a bad value.
     */
    void set(RowAppender row) throws IOException;
  }

  /**
   * Makes a row.
   *
   * @throws BadRecord if it cannot be one; nothing of it is kept
   */
  void row(Setter setter) throws IOException {
    records++;
    try {
      setter.set(row);
    } catch (IllegalArgumentException refused) {
      row.cancel();
      throw new BadRecord(String.valueOf(refused.getMessage()));
    } catch (BadRecord wrong) {
      row.cancel();
      throw wrong;
    }
    end();
  }

  private void end() throws IOException {
    try {
      row.end();
    } catch (IllegalStateException incomplete) {
      // A column that needs a value has none. Rows are not what the person counts: the line is said
      // elsewhere.
      String reason = String.valueOf(incomplete.getMessage());
      throw new BadRecord(reason.replaceFirst("^row \\d+ was dropped: ", ""));
    }
    rows++;
  }

  /** Reports a record that is no row. */
  void bad(Input input, long line, BadRecord wrong) {
    bad.add(input, line, wrong);
  }

  /** To be called after each record. */
  void passed(Input input) {
    if (progress.due(records)) {
      long bytes = earlierInputs + input.consumed();
      progress.at(records, bytes, bytes);
    }
  }

  /** To be called after each input. */
  void finished(Input input) {
    earlierInputs += input.consumed();
  }

  /** How many rows were made. */
  long rows() {
    return rows;
  }
}
