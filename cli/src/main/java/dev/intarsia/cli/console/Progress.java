package dev.intarsia.cli.console;

import java.util.Locale;

/**
 * One line on standard error that is redrawn while rows pass, at most ten times a second, and wiped
 * at the end. Belongs to one thread, but {@link #stop()} may come from any.
 */
public final class Progress implements AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000;
  // Narrower than the narrowest terminal in use, so that a line never wraps.
  private static final int LINE = 79;
  private static final int BAR = 12;
  private static final long ROWS_BETWEEN_LOOKS = 256;

  private final Terminal terminal;
  private final boolean shown;
  private final String verb;
  private final long expected;
  private final String full;
  private final String empty;
  private final long started = System.nanoTime();
  private long nextLook;
  private long nextDraw = started + REDRAW_NANOS;
  private boolean drawn;
  private volatile boolean stopped;

  private Progress(Terminal terminal, boolean shown, String verb, long expected) {
    this.terminal = terminal;
    this.shown = shown;
    this.verb = verb;
    this.expected = expected;
    boolean plain = !terminal.canShow("━╌");
    this.full = plain ? "#" : "━";
    this.empty = plain ? "." : "╌";
  }

  /**
   * A progress line.
   *
   * @param terminal where it is drawn, if a person watches
   * @param wanted false for none at all
   * @param verb what is going on, such as {@code "ingesting"}
   * @param expected how much there is to do, in the unit that {@link #at} is told; 0 or less if
   *     unknown
   * @return the line, not drawn yet
   */
  public static Progress of(Terminal terminal, boolean wanted, String verb, long expected) {
    return new Progress(terminal, wanted && terminal.watched(), verb, expected);
  }

  /**
   * Whether it is worth calling {@link #at}: cheap enough to ask at every row.
   *
   * @param rows rows done
   * @return whether some rows have passed since the last call
   */
  public boolean due(long rows) {
    return rows >= nextLook;
  }

  /**
   * Says how far the work has come.
   *
   * @param rows rows done
   * @param bytes bytes done
   * @param done how much of what was expected
   * @throws Stopped if the person stopped the run
   */
  public void at(long rows, long bytes, long done) {
    nextLook = rows + ROWS_BETWEEN_LOOKS;
    if (stopped) {
      throw new Stopped();
    }
    if (!shown) {
      return;
    }
    long now = System.nanoTime();
    if (now - nextDraw >= 0) {
      nextDraw = now + REDRAW_NANOS;
      draw(rows, bytes, done, now - started);
    }
  }

  /** Makes the next {@link #at} throw. */
  public void stop() {
    stopped = true;
  }

  /**
   * Nanoseconds since the start.
   *
   * @return nanoseconds
   */
  public long elapsed() {
    return System.nanoTime() - started;
  }

  /** Wipes the line, so that what is printed next starts clean; the next draw brings it back. */
  public void wipe() {
    if (drawn) {
      terminal.err().print("\r" + " ".repeat(LINE) + "\r");
      terminal.err().flush();
      drawn = false;
    }
  }

  @Override
  public void close() {
    wipe();
  }

  private void draw(long rows, long bytes, long done, long nanos) {
    String figures =
        "  %s rows  %s  %s rows/s"
            .formatted(
                Sizes.count(rows), Sizes.bytes(bytes), Sizes.count(Sizes.perSecond(rows, nanos)));
    String line = expected > 0 ? bar(done, nanos, figures) : verb + figures;
    line = line.length() > LINE ? line.substring(0, LINE) : line;
    terminal.err().print("\r" + line + " ".repeat(LINE - line.length()));
    terminal.err().flush();
    drawn = true;
  }

  private String bar(long done, long nanos, String figures) {
    double share = Math.clamp((double) done / expected, 0.0, 1.0);
    int cells = (int) (share * BAR);
    String left =
        share <= 0
            ? ""
            : "  " + Sizes.minutes(Math.round(nanos * (1 - share) / share / 1e9)) + " left";
    return full.repeat(cells)
        + empty.repeat(BAR - cells)
        + String.format(Locale.ROOT, " %3d%%", (int) (share * 100))
        + figures
        + left;
  }
}
