package dev.intarsia.bench.experiment.work;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Repeats work for rounds of a given length, and reads every gauge around each. */
public final class Stopwatch {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final List<GarbageCollectorMXBean> COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans();
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** What the work returned ends here. */
  @SuppressWarnings("UnusedVariable")
  private static volatile long sink;

  private Stopwatch() {}

  /** One cost per round, after the warm-up; garbage is collected before each. */
  @SuppressWarnings("CollectingGarbage") // so that no round pays for the garbage of another
  public static List<Cost> measure(Operation operation, Pace pace) throws IOException {
    repeat(operation, pace.warmUpMillis());
    List<Cost> costs = new ArrayList<>();
    for (int round = 0; round < pace.rounds(); round++) {
      System.gc();
      costs.add(repeat(operation, pace.roundMillis()));
    }
    return costs;
  }

  /**
   * The same of several operations, a round of each in turns, so that they meet the same compiled
   * code and the same noise.
   *
   * @return the costs of each operation, in the order given
   */
  public static List<List<Cost>> inTurns(List<Operation> operations, Pace pace) throws IOException {
    List<List<Cost>> costs = new ArrayList<>();
    for (Operation operation : operations) {
      repeat(operation, pace.warmUpMillis());
      costs.add(new ArrayList<>());
    }
    Pace single = new Pace(0, 1, pace.roundMillis());
    for (int round = 0; round < pace.rounds(); round++) {
      for (int i = 0; i < operations.size(); i++) {
        costs.get(i).addAll(measure(operations.get(i), single));
      }
    }
    return costs;
  }

  private static Cost repeat(Operation operation, long millis) throws IOException {
    long collections = collections();
    long heap = THREADS.getTotalThreadAllocatedBytes();
    long operations = 0;
    long results = 0;
    long start = System.nanoTime();
    long nanos;
    do {
      results += operation.run();
      operations++;
      nanos = System.nanoTime() - start;
    } while (nanos < millis * NANOS_PER_MILLI);
    sink = results;
    return new Cost(
        operations,
        nanos,
        THREADS.getTotalThreadAllocatedBytes() - heap,
        collections() - collections);
  }

  private static long collections() {
    return COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
