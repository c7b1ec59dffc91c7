package dev.intarsia.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Terminal terminal(boolean watched, Charset charset) {
    PrintStream err = new PrintStream(shown, true, charset);
    return new Terminal(InputStream.nullInputStream(), err, err, watched);
  }

  /** Lets rows pass until something was drawn, and for so long that it could have been. */
  private void pass(Progress progress) {
    long start = System.nanoTime();
    for (long rows = 0; System.nanoTime() - start < 250_000_000; rows++) {
      if (progress.due(rows)) {
        progress.at(rows, 3 << 20, 50);
      }
    }
  }

  @Test
  void aPersonSeesHowFarItIs() {
    try (Progress progress =
        Progress.of(terminal(true, StandardCharsets.UTF_8), true, "doing", 100)) {
      pass(progress);
      assertThat(shown.toString(StandardCharsets.UTF_8))
          .startsWith("\r━━━━━━╌╌╌╌╌╌  50%  ")
          .contains(" rows  3.00 MiB  ", " rows/s  0:00 left");
    }
    assertThat(shown.toString(StandardCharsets.UTF_8)).endsWith("\r" + " ".repeat(79) + "\r");
  }

  @Test
  void itIsRedrawnAtMostTenTimesASecond() {
    long start = System.nanoTime();
    try (Progress progress =
        Progress.of(terminal(true, StandardCharsets.UTF_8), true, "doing", 0)) {
      pass(progress);
    }
    long tenths = (System.nanoTime() - start) / 100_000_000;
    String all = shown.toString(StandardCharsets.UTF_8);
    assertThat(all.split("doing", -1).length - 1L).isBetween(1L, tenths);
  }

  @Test
  void plainCharactersDoWhereOthersCannotBeShown() {
    try (Progress progress =
        Progress.of(terminal(true, StandardCharsets.US_ASCII), true, "doing", 100)) {
      pass(progress);
    }
    assertThat(shown.toString(StandardCharsets.US_ASCII)).startsWith("\r######......  50%");
  }

  @Test
  void nothingIsShownInAPipeOrWhereItIsNotWanted() {
    pass(Progress.of(terminal(false, StandardCharsets.UTF_8), true, "doing", 100));
    pass(Progress.of(terminal(true, StandardCharsets.UTF_8), false, "doing", 100));
    assertThat(shown.size()).isZero();
  }

  @Test
  void aStoppedRunEndsAtItsNextLook() {
    Progress progress = Progress.of(terminal(false, StandardCharsets.UTF_8), true, "doing", 100);
    progress.at(1, 0, 0);
    progress.stop();
    assertThatThrownBy(() -> progress.at(1_000, 0, 0)).isInstanceOf(Stopped.class);
  }
}
