package dev.intarsia.bench.endtoend;

import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.SameData;
import dev.intarsia.bench.measure.Meter;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lets contenders write in turns in this JVM, from rows that are made up before the clock starts.
 */
final class SharedJvm {
  private SharedJvm() {}

  /**
   * Runs all warm-ups and rounds. The last file of each contender stays.
   *
   * @throws IllegalStateException if the contenders' files differ; nothing is timed then
   */
  static List<Series> run(Workload work, List<ContenderKind> kinds) throws IOException {
    Map<ContenderKind, Contender> contenders = new EnumMap<>(ContenderKind.class);
    try (Input rows = Input.generate(Source.BUFFER, work.seed(), work.rows())) {
      for (ContenderKind kind : kinds) {
        Contender contender = kind.open(work.codec(), rows);
        contenders.put(kind, contender);
        contender.write(fresh(work.file(kind)));
      }
      if (kinds.size() > 1) {
        proveSame(work, kinds);
      }
      return measure(work, rows, contenders);
    } finally {
      contenders.values().forEach(Contender::close);
    }
  }

  private static Path fresh(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file;
  }

  /** Proves the files of all contenders equal to that of the first, and as long as the input. */
  static void proveSame(Workload work, List<ContenderKind> kinds) throws IOException {
    for (ContenderKind kind : kinds) {
      long rows = SameData.prove(work.file(kinds.get(0)), work.file(kind));
      if (rows != work.rows()) {
        throw new IllegalStateException(
            "%s wrote %d rows of %d".formatted(kind.label(), rows, work.rows()));
      }
    }
  }

  private static List<Series> measure(
      Workload work, Input rows, Map<ContenderKind, Contender> contenders) throws IOException {
    Map<ContenderKind, List<Round>> rounds = new EnumMap<>(ContenderKind.class);
    for (int round = -work.warmUps(); round < work.rounds(); round++) {
      for (Map.Entry<ContenderKind, Contender> entry : contenders.entrySet()) {
        Round result = Meter.measure(entry.getValue(), work.file(entry.getKey()));
        if (round >= 0) {
          rounds.computeIfAbsent(entry.getKey(), any -> new ArrayList<>()).add(result);
        }
      }
    }
    List<Series> series = new ArrayList<>();
    rounds.forEach((kind, of) -> series.add(new Series(kind, jvm(), rows.byteSize(), of)));
    return series;
  }

  private static String jvm() {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return "JDK " + Runtime.version() + " " + String.join(" ", flags);
  }
}
