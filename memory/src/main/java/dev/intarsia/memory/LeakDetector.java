package dev.intarsia.memory;

import dev.intarsia.memory.event.MemoryLeakEvent;
import dev.intarsia.memory.slab.Budget;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who took what was never released. A leak is found when its pool or its {@link
 * LeakScope} ends, or, later, when the garbage collector meets the owner; that is noticed at the
 * next allocation, without a thread of its own. Listeners, Flight Recorder and, when nobody
 * listens, the system logger are told.
 *
 * <p>The level is set by the system property {@value #PROPERTY} ({@code off}, {@code sampled},
 * {@code every}) or by {@link #setLevel}. Thread-safe.
 */
public final class LeakDetector {
  /** The system property that sets the level at start. */
  public static final String PROPERTY = "dev.intarsia.leakDetection";

  /** A size that nobody knows. */
  public static final long UNKNOWN_SIZE = -1;

  /** A power of two; rare enough that the stacks cost nothing that can be measured. */
  private static final int SAMPLE_INTERVAL = 128;

  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();
  private static final Set<LeakTicket.Watch> WATCHED = ConcurrentHashMap.newKeySet();
  private static final List<Consumer<LeakReport>> LISTENERS = new CopyOnWriteArrayList<>();
  private static volatile Level level = levelOf(System.getProperty(PROPERTY, "sampled"));

  /** How much is watched. */
  public enum Level {
    /** Nothing. */
    OFF,
    /** One allocation in 128, chosen at random, with its stack. */
    SAMPLED,
    /** Every allocation with its stack. */
    EVERY
  }

  private LeakDetector() {}

  private static Level levelOf(String name) {
    try {
      return Level.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      // A misspelt option must not keep a program from starting.
      log("%s=%s is not understood: off, sampled and every are possible".formatted(PROPERTY, name));
      return Level.SAMPLED;
    }
  }

  /**
   * The level in force.
   *
   * @return the level
   */
  public static Level level() {
    return level;
  }

  /**
   * Changes the level for allocations from now on.
   *
   * @param newLevel the level
   */
  public static void setLevel(Level newLevel) {
    level = newLevel;
  }

  /**
   * Tells a listener of every leak, in the thread that finds it; the listener must not throw. While
   * there is one, the system logger is not told.
   *
   * @param listener whom to tell
   */
  public static void addListener(Consumer<LeakReport> listener) {
    LISTENERS.add(listener);
  }

  /**
   * Stops telling a listener.
   *
   * @param listener given to {@link #addListener}
   */
  public static void removeListener(Consumer<LeakReport> listener) {
    LISTENERS.remove(listener);
  }

  /**
   * Watches, if the level says so, an object that holds memory of a pool. It holds none at first:
   * see {@link LeakTicket#resize}.
   *
   * @param resource the object that will be closed; the detector does not keep it alive
   * @param owner for the report
   * @param pool where its memory comes from
   * @return the ticket, to be closed with the object
   */
  public static LeakTicket track(Object resource, String owner, MemoryPool pool) {
    LeakScope scope = LeakScope.ofAllocation(pool.scope());
    return isWatched(scope)
        ? watch(resource, owner, pool.budget(), scope, () -> 0, LeakDetector::nothing)
        : LeakTicket.NONE;
  }

  /**
   * Watches, if the level says so, an object that must be closed and is no memory of a pool: a
   * context of a native library, a file.
   *
   * @param resource the object that will be closed; the detector does not keep it alive
   * @param owner for the report
   * @param bytes its size, or {@link #UNKNOWN_SIZE}
   * @return the ticket, to be closed with the object
   */
  public static LeakTicket track(Object resource, String owner, long bytes) {
    LeakScope scope = LeakScope.ofAllocation(null);
    return isWatched(scope)
        ? watch(resource, owner, null, scope, () -> bytes, LeakDetector::nothing)
        : LeakTicket.NONE;
  }

  /** Watches a memory owner that knows how to give its memory back when it is collected. */
  static LeakTicket track(
      Object resource, String owner, MemoryPool pool, LongSupplier size, Runnable whenCollected) {
    LeakScope scope = LeakScope.ofAllocation(pool.scope());
    return isWatched(scope)
        ? watch(resource, owner, pool.budget(), scope, size, whenCollected)
        : LeakTicket.NONE;
  }

  /** Watches a root pool: there are few, so always unless off. */
  static LeakTicket trackRoot(MemoryPool pool, Runnable whenCollected) {
    LeakScope scope = pool.scope();
    Budget budget = pool.budget();
    return level == Level.OFF && scope == null
        ? LeakTicket.NONE
        : watch(
            pool, "the pool itself", budget, scope, budget.allocator()::reserved, whenCollected);
  }

  private static void nothing() {}

  private static boolean isWatched(@Nullable LeakScope scope) {
    return switch (level) {
      case EVERY -> true;
      case OFF -> scope != null;
      case SAMPLED ->
          scope != null || (ThreadLocalRandom.current().nextInt() & (SAMPLE_INTERVAL - 1)) == 0;
    };
  }

  private static LeakTicket watch(
      Object resource,
      String owner,
      @Nullable Budget budget,
      @Nullable LeakScope scope,
      LongSupplier size,
      Runnable whenCollected) {
    LeakTicket ticket = new LeakTicket(owner, budget, scope, new Throwable(), size);
    watchInstead(ticket, resource, whenCollected);
    return ticket;
  }

  /** Lets a ticket watch another object for the same thing. */
  static void watchInstead(LeakTicket ticket, Object resource, Runnable whenCollected) {
    ticket.close();
    LeakTicket.Watch watch = new LeakTicket.Watch(resource, COLLECTED, ticket, whenCollected);
    WATCHED.add(watch);
    ticket.watch(watch);
  }

  static void forget(LeakTicket.Watch watch) {
    WATCHED.remove(watch);
    watch.clear();
  }

  /**
   * Reports what the garbage collector has met since the last time. Allocations do this by
   * themselves.
   */
  public static void poll() {
    for (var found = COLLECTED.poll(); found != null; found = COLLECTED.poll()) {
      if (found instanceof LeakTicket.Watch watch) {
        collected(watch);
      }
    }
  }

  private static void collected(LeakTicket.Watch watch) {
    LeakTicket ticket = watch.ticket;
    LeakScope scope = ticket.scope();
    LeakReport report = null;
    boolean inScope = false;
    // A scope that ends meanwhile must find the leak either here or among what is watched.
    synchronized (scope == null ? watch : scope.ending) {
      if (!WATCHED.remove(watch)) {
        return;
      }
      ticket.watch(null);
      if (ticket.claimReport()) {
        report = ticket.report(LeakReport.Cause.COLLECTED);
        inScope = scope != null && scope.collected(report);
      }
    }
    if (report != null) {
      reportCollected(report, inScope);
    }
    watch.whenCollected.run();
  }

  private static void reportCollected(LeakReport report, boolean inScope) {
    publish(report);
    if (!inScope && LISTENERS.isEmpty()) {
      log("leak: " + report.describe() + "\n" + advice());
    }
  }

  private static void log(String message) {
    System.getLogger(LeakDetector.class.getPackageName()).log(System.Logger.Level.ERROR, message);
  }

  /** What a scope leaves behind, still to be published. */
  static List<LeakReport> endOf(LeakScope scope) {
    return takeOut(ticket -> ticket.scope() == scope, LeakReport.Cause.SCOPE_ENDED);
  }

  /** What is watched of a closed pool. */
  static List<LeakReport> endOf(Budget closed) {
    List<LeakReport> reports =
        takeOut(
            ticket -> {
              Budget budget = ticket.budget();
              return budget != null && budget.isWithin(closed);
            },
            LeakReport.Cause.POOL_CLOSED);
    reports.forEach(LeakDetector::publish);
    return reports;
  }

  private static List<LeakReport> takeOut(Predicate<LeakTicket> which, LeakReport.Cause cause) {
    List<LeakReport> reports = new ArrayList<>();
    for (LeakTicket.Watch watch : WATCHED) {
      LeakTicket ticket = watch.ticket;
      if (which.test(ticket) && ticket.claimReport()) {
        reports.add(ticket.report(cause));
      }
    }
    return reports;
  }

  static void publish(LeakReport report) {
    LISTENERS.forEach(listener -> listener.accept(report));
    if (MemoryLeakEvent.isRecorded()) {
      MemoryLeakEvent.emit(
          report.owner(),
          report.pool(),
          report.bytes(),
          report.age().toMillis(),
          report.cause().name(),
          report.site().stream().map(String::valueOf).collect(Collectors.joining("\n")));
    }
  }

  /** How to get more detail than the level in force gives. */
  static String advice() {
    return switch (level) {
      case OFF ->
          "Leak detection is off: -D%s=every shows where each was taken.".formatted(PROPERTY);
      case SAMPLED ->
          "One allocation in %d is watched: -D%s=every shows where each was taken."
              .formatted(SAMPLE_INTERVAL, PROPERTY);
      case EVERY -> "Every allocation is watched.";
    };
  }
}
