package dev.intarsia.bench.endtoend;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.measure.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The rounds of one contender in one JVM.
 *
 * @param kind who
 * @param jvm its flags and collector
 * @param inputBytes of the row buffer, which is part of every peak of resident memory
 * @param rounds at least one, in order
 */
record Series(ContenderKind kind, String jvm, long inputBytes, List<Round> rounds) {

  /** The middle one of a gauge's readings. */
  long median(ToLongFunction<Round> gauge) {
    long[] sorted = rounds.stream().mapToLong(gauge).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  long min(ToLongFunction<Round> gauge) {
    return rounds.stream().mapToLong(gauge).min().orElseThrow();
  }

  long max(ToLongFunction<Round> gauge) {
    return rounds.stream().mapToLong(gauge).max().orElseThrow();
  }

  /** Leaves the series for the JVM that started this one. */
  void save(Path path) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(kind.name()).append('\n').append(jvm).append('\n').append(inputBytes).append('\n');
    for (Round r : rounds) {
      text.append(
          "%d %d %d %d %d %d %d %d %d %d%n"
              .formatted(
                  r.nanos(),
                  r.cpuNanos(),
                  r.threadBytes(),
                  r.heapBytes(),
                  r.collections(),
                  r.pauseNanos(),
                  r.longestPauseNanos(),
                  r.peakHeapBytes(),
                  r.peakResidentBytes(),
                  r.fileBytes()));
    }
    Files.writeString(path, text);
  }

  static Series load(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    return new Series(
        ContenderKind.valueOf(lines.get(0)),
        lines.get(1),
        Long.parseLong(lines.get(2)),
        lines.stream().skip(3).map(Series::round).toList());
  }

  private static Round round(String line) {
    long[] n = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Round(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
  }
}
