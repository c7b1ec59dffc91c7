package dev.intarsia.bench.experiment.lineup;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.workload.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A contender and what it takes its rows from.
 *
 * @param kind who
 * @param source one of the kind's
 */
public record Entrant(ContenderKind kind, Source source) {

  /** All contenders that take rows from a source and compress so. */
  public static List<Entrant> from(Source source, Codec codec) {
    return Arrays.stream(ContenderKind.values())
        .filter(kind -> kind.sources().contains(source) && kind.codecs().contains(codec))
        .map(kind -> new Entrant(kind, source))
        .toList();
  }

  /** The one that a trial names. */
  public static Entrant of(Trial trial) {
    return new Entrant(
        ContenderKind.valueOf(trial.parameter("contender")),
        Source.valueOf(trial.parameter("source")));
  }

  /** A name for its file. */
  String fileName() {
    return (kind + "-" + source + ".parquet").toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
