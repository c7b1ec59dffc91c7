package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "ingest --help",
        "demo --help",
        "inspect --help",
        "head --help",
        "cat --help",
        "count --help",
        "schema --help",
        "help ingest",
        "help demo",
        "-h"
      })
  void helpFitsATerminalAndNamesTheExitCodes(String args) {
    Run run = Run.of((Object[]) args.split(" "));
    assertThat(run.code()).isEqualTo(Intarsia.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.out()).contains("Usage: intarsia", "Examples:", "Exit codes: 0");
  }

  @Test
  void everyOptionOfIngestHasAWordOfExplanation() {
    assertThat(Run.of("ingest", "--help").out())
        .contains("--on-error", "--schema", "--print-schema", "--sample", "--null-value", "--codec")
        .doesNotContain("${");
  }

  @Test
  void noCommandIsWrongUsageAndShowsWhatThereIs() {
    Run run = Run.of();
    assertThat(run.code()).isEqualTo(Intarsia.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("demo", "ingest");
  }

  @Test
  void aMistypedCommandIsMetWithAGuess() {
    Run run = Run.of("ingets");
    assertThat(run.code()).isEqualTo(Intarsia.USAGE);
    assertThat(run.err()).contains("ingets").contains("ingest").doesNotContain("\tat ");
  }

  @Test
  void theVersionSaysWhatItRunsOn() {
    Run run = Run.of("--version");
    assertThat(run.code()).isEqualTo(Intarsia.OK);
    assertThat(run.out()).startsWith("intarsia 0.").contains("Java " + Runtime.version());
  }

  @Test
  void aWrongWordIsNamedWithTheWayOut() {
    assertThat(Run.of("nope").err()).contains("there is no command nope", "Try 'intarsia --help'.");
    assertThat(Run.of("demo", "--rows", "many").err())
        .contains("--rows", "'many' is not a whole number", "Try 'intarsia demo --help'.");
    assertThat(Run.of("demo", "--nope").err()).contains("'--nope'", "Try 'intarsia demo --help'.");
  }

  @Test
  void theCommandsComeBeforeTheHelpOnThem() {
    assertThat(Run.of("--help").out())
        .containsSubsequence("demo ", "ingest ", "help ", "Tells all about a command.");
  }
}
