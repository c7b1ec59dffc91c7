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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Readers that take turns. Belongs to the thread that opened it, and owns what they keep. */
public final class Readers implements AutoCloseable {
  /** What was read ends here, so that none of it can be left out. */
  @SuppressWarnings("UnusedVariable")
  private static volatile long sink;

  private final Map<String, FoldingReader> readers = new LinkedHashMap<>();

  private Readers() {}

  /** Sets readers of all columns up; they go by their labels. */
  public static Readers open(List<ReaderKind> kinds) {
    Map<String, Supplier<FoldingReader>> makers = new LinkedHashMap<>();
    kinds.forEach(kind -> makers.put(kind.label(), kind::open));
    return open(makers);
  }

  /** Sets readers up that have names. */
  public static Readers open(Map<String, Supplier<FoldingReader>> makers) {
    Readers readers = new Readers();
    try {
      makers.forEach((name, maker) -> readers.readers.put(name, maker.get()));
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
    for (Map.Entry<String, FoldingReader> reader : readers.entrySet()) {
      folds.add(reader.getValue().fold(file));
      folds.getLast().requireEqual(folds.getFirst());
      Metric rows = new Metric("rows", Better.NEITHER, List.of((double) folds.getLast().rows()));
      proven.add(
          new Measurement(reader.getKey(), conditions, Map.of(Proof.METRIC, rows), List.of()));
    }
    return proven;
  }

  /** Lets each read a file in turn, over and over, and keeps the rounds after the warm-ups. */
  public Map<String, List<Round>> inTurns(Path file, int warmUps, int rounds) throws IOException {
    Map<String, List<Round>> results = new LinkedHashMap<>();
    for (int turn = -warmUps; turn < rounds; turn++) {
      for (Map.Entry<String, FoldingReader> entry : readers.entrySet()) {
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
