package dev.intarsia.bench.experiment.reading;

import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.measure.Meter;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.reader.Fold;
import dev.intarsia.bench.reader.FoldingReader;
import dev.intarsia.bench.reader.ReaderKind;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Readers that take turns. Belongs to the thread that opened it, and owns what they keep. */
public final class Readers implements AutoCloseable {
  /** What was read ends here, so that none of it can be left out. */
  @SuppressWarnings("UnusedVariable")
  private static volatile long sink;

  private final Map<ReaderKind, FoldingReader> readers = new EnumMap<>(ReaderKind.class);

  private Readers() {}

  /** Sets readers up. */
  public static Readers open(List<ReaderKind> kinds) {
    Readers readers = new Readers();
    try {
      kinds.forEach(kind -> readers.readers.put(kind, kind.open()));
      return readers;
    } catch (RuntimeException | Error e) {
      readers.close();
      throw e;
    }
  }

  /**
   * Lets everyone read a file once and compares.
   *
   * @param conditions of what comes out
   * @throws IllegalStateException naming the column, if two do not find the same
   */
  public List<Measurement> proveEqual(Path file, Map<String, String> conditions)
      throws IOException {
    List<Measurement> proven = new ArrayList<>();
    List<Fold> folds = new ArrayList<>();
    for (Map.Entry<ReaderKind, FoldingReader> reader : readers.entrySet()) {
      folds.add(reader.getValue().fold(file));
      folds.getLast().requireEqual(folds.getFirst());
      Metric rows = new Metric("rows", Better.NEITHER, List.of((double) folds.getLast().rows()));
      proven.add(
          new Measurement(
              reader.getKey().label(), conditions, Map.of(Proof.METRIC, rows), List.of()));
    }
    return proven;
  }

  /** Lets each read a file in turn, over and over, and keeps the rounds after the warm-ups. */
  public Map<ReaderKind, List<Round>> inTurns(Path file, int warmUps, int rounds)
      throws IOException {
    Map<ReaderKind, List<Round>> results = new EnumMap<>(ReaderKind.class);
    for (int turn = -warmUps; turn < rounds; turn++) {
      for (Map.Entry<ReaderKind, FoldingReader> entry : readers.entrySet()) {
        FoldingReader reader = entry.getValue();
        if (turn < 0) {
          sink = reader.fold(file).number();
        } else {
          results
              .computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
              .add(Meter.measure(() -> sink = reader.fold(file).number()));
        }
      }
    }
    return results;
  }

  @Override
  public void close() {
    readers.values().forEach(FoldingReader::close);
  }
}
