package dev.intarsia.bench.experiment.lineup;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.measure.Meter;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contenders with the rows they write. A contender is opened when its first turn comes. Belongs to
 * the thread that opened it; owns the rows and whatever the contenders keep, but not the files.
 */
public final class Lineup implements AutoCloseable {
  /** What all rows depend on. */
  public static final long SEED = 42;

  /**
   * The last warm-ups are measured like the rounds that count: after the first collections that are
   * asked for, compiled code is slower for a round or two.
   */
  private static final int REHEARSALS = 3;

  private final Codec codec;
  private final int rows;
  private final Path folder;
  private final Map<Source, Input> inputs = new EnumMap<>(Source.class);
  private final List<Entrant> entrants;
  private final Map<Entrant, Contender> contenders = new LinkedHashMap<>();

  private Lineup(Codec codec, int rows, Path folder, List<Entrant> entrants) {
    this.codec = codec;
    this.rows = rows;
    this.folder = folder;
    this.entrants = List.copyOf(entrants);
  }

  /** Makes the rows up, once for each source. */
  public static Lineup open(Codec codec, int rows, Path folder, List<Entrant> entrants) {
    Lineup lineup = new Lineup(codec, rows, folder, entrants);
    try {
      entrants.forEach(lineup::input);
      return lineup;
    } catch (RuntimeException | Error e) {
      lineup.close();
      throw e;
    }
  }

  private Input input(Entrant entrant) {
    return inputs.computeIfAbsent(entrant.source(), source -> Input.generate(source, SEED, rows));
  }

  private Contender contender(Entrant entrant) {
    return contenders.computeIfAbsent(entrant, e -> e.kind().open(codec, input(e)));
  }

  /**
   * Lets everyone write a file and compares them.
   *
   * @param conditions of what comes out
   * @throws IllegalStateException if two of them do not hold the same values
   */
  public List<Measurement> proveEqual(Map<String, String> conditions) throws IOException {
    Proof proof = new Proof(rows, folder);
    for (Entrant entrant : entrants) {
      proof.add(entrant.kind().label(), conditions, contender(entrant)::write);
    }
    return proof.measurements();
  }

  private Path file(Entrant entrant) {
    return folder.resolve(entrant.fileName());
  }

  /** Lets each write a file in turn, over and over, and keeps the rounds after the warm-ups. */
  public Map<Entrant, List<Round>> inTurns(int warmUps, int rounds) throws IOException {
    Map<Entrant, List<Round>> results = new LinkedHashMap<>();
    for (int turn = -warmUps; turn < rounds; turn++) {
      for (Entrant entrant : entrants) {
        Contender contender = contender(entrant);
        Path file = file(entrant);
        if (turn < -REHEARSALS) {
          Files.deleteIfExists(file);
          contender.write(file);
          continue;
        }
        Round round = Meter.measure(() -> contender.write(file), file);
        if (turn >= 0) {
          results.computeIfAbsent(entrant, any -> new ArrayList<>()).add(round);
        }
      }
    }
    return results;
  }

  /**
   * Lets a contender that is only then opened write its first file, pool, contexts and whatever
   * else it needs included; over and over. Closing it is not included.
   */
  public List<Round> firstFiles(Entrant entrant, int rounds) throws IOException {
    List<Round> results = new ArrayList<>();
    Input input = input(entrant);
    for (int i = 0; i < rounds; i++) {
      results.add(FirstFile.measure(() -> entrant.kind().open(codec, input), file(entrant)));
    }
    return results;
  }

  /** The gauges of some rounds; rows held off-heap do not count as resident memory. */
  public Map<String, Metric> metrics(Entrant entrant, List<Round> rounds) {
    return Rounds.metrics(rows, input(entrant).offHeapBytes(), rounds);
  }

  /** Rounds under the conditions of a trial; the JVM is filled in by whoever started it. */
  public Measurement measurement(
      Entrant entrant, Map<String, String> parameters, Map<String, Metric> metrics) {
    return new Measurement(
        entrant.kind().label(), parameters, metrics, "", entrant.kind().unmatched());
  }

  @Override
  public void close() {
    contenders.values().forEach(Contender::close);
    inputs.values().forEach(Input::close);
  }
}
