package dev.intarsia.memory;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.slab.Budget;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The detector's note on one thing that must be closed, held by that thing. Most tickets are {@link
 * #NONE}, which notes nothing. Thread-safe.
 */
public final class LeakTicket {
  /** Watches nothing. */
  public static final LeakTicket NONE = new LeakTicket("", null, null, new Throwable(), () -> 0);

  /** The classes between a caller and its allocation, left out of the site. */
  private static final Set<String> INNER =
      Set.of(
          LeakDetector.class.getName(),
          MemoryPool.class.getName(),
          BatchArena.class.getName(),
          MappedFile.class.getName(),
          GrowableSegment.class.getName());

  private final String owner;
  private final @Nullable Budget budget;
  private final @Nullable LeakScope scope;

  /** Holds the stack in the runtime's own form; made readable only for a report. */
  private final Throwable site;

  private final LongSupplier initialSize;
  private final long created = System.nanoTime();
  private volatile long resized = -1;
  private volatile @Nullable Watch watch;
  private final AtomicBoolean reported = new AtomicBoolean();

  LeakTicket(
      String owner,
      @Nullable Budget budget,
      @Nullable LeakScope scope,
      Throwable site,
      LongSupplier initialSize) {
    this.owner = owner;
    this.budget = budget;
    this.scope = scope;
    this.site = site;
    this.initialSize = initialSize;
  }

  /** Tells when an object is no longer reachable. */
  static final class Watch extends PhantomReference<Object> {
    final LeakTicket ticket;
    final Runnable whenCollected;

    Watch(Object referent, ReferenceQueue<Object> queue, LeakTicket ticket, Runnable collected) {
      super(referent, queue);
      this.ticket = ticket;
      this.whenCollected = collected;
    }
  }

  /**
   * Notes a new size. What has the size 0 is no leak.
   *
   * @param bytes held from now on
   */
  public void resize(long bytes) {
    if (watch != null) {
      resized = bytes;
    }
  }

  /** Ends the watch: the thing was closed in order. */
  public void close() {
    Watch old = watch;
    if (old != null) {
      watch = null;
      LeakDetector.forget(old);
    }
  }

  /** Watches an object instead of the one before, for the same thing. */
  void watch(@Nullable Watch next) {
    watch = next;
  }

  boolean isWatching() {
    return watch != null;
  }

  /** True once, and only if there is something to report. */
  boolean claimReport() {
    return bytes() != 0 && reported.compareAndSet(false, true);
  }

  @Nullable LeakScope scope() {
    return scope;
  }

  @Nullable Budget budget() {
    return budget;
  }

  long bytes() {
    long now = resized;
    return now >= 0 ? now : initialSize.getAsLong();
  }

  LeakReport report(LeakReport.Cause cause) {
    return new LeakReport(
        owner,
        budget == null ? "" : budget.name(),
        bytes(),
        Duration.ofNanos(System.nanoTime() - created),
        callers(),
        cause);
  }

  /** The stack from the first frame outside of this module. */
  private List<StackTraceElement> callers() {
    List<StackTraceElement> frames = Arrays.asList(site.getStackTrace());
    int first = 0;
    while (first < frames.size() && isInner(frames.get(first))) {
      first++;
    }
    return frames.subList(first == frames.size() ? 0 : first, frames.size());
  }

  private static boolean isInner(StackTraceElement frame) {
    return INNER.contains(frame.getClassName());
  }
}
