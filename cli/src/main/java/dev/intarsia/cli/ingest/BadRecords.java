package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.cli.console.Progress;
import dev.intarsia.cli.console.Sizes;
import dev.intarsia.cli.console.Terminal;

/**
 * What happens to records that cannot become rows: the first one ends the run, or all are shown,
 * counted and skipped.
 */
final class BadRecords {
  private static final int SHOWN = 10;

  private final Terminal terminal;
  private final boolean skip;
  private final Progress progress;
  private long skipped;

  BadRecords(Terminal terminal, boolean skip, Progress progress) {
    this.terminal = terminal;
    this.skip = skip;
    this.progress = progress;
  }

  /**
   * Takes a bad record.
   *
   * @param input where it is
   * @param line its line, counted from 1
   * @param bad what is wrong
   * @throws Failure if the run is to stop at it
   */
  void add(Input input, long line, BadRecord bad) {
    if (!skip) {
      throw new Failure(stopped(input, line, bad));
    }
    skipped++;
    if (skipped <= SHOWN) {
      progress.wipe();
      terminal.err().println("skipped " + message(input, line, bad));
    }
  }

  /** How many were skipped. */
  long skipped() {
    return skipped;
  }

  /** Says how many were not shown. */
  void sayRest() {
    if (skipped > SHOWN) {
      terminal.err().println("skipped " + Sizes.count(skipped - SHOWN) + " more lines like these");
    }
  }

  /** What is said when a bad record ends the run. */
  static String stopped(Input input, long line, BadRecord bad) {
    return message(input, line, bad)
        + "\nNothing was written. To leave such lines out, give --on-error skip.";
  }

  /** {@code file:line:column: reason}, the form that editors jump to. */
  static String message(Input input, long line, BadRecord bad) {
    String place = bad.place().isEmpty() ? "" : ":" + bad.place();
    return input.name() + ":" + line + place + ": " + bad.reason();
  }
}
