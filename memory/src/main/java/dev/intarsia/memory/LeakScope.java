package dev.intarsia.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a program after which everything taken in it must be released: a test, a request.
 * While a scope is open, what belongs to it is watched without exception.
 *
 * <p>A scope is entered by threads; threads they start inherit it, but for the workers of fork-join
 * pools. An allocation belongs to the scope in which its root pool was made, unless the thread's
 * scope lies within that one or the pool was made in none: then to the thread's. So tests that run
 * in parallel, each with its own pools, are told apart whatever threads they use, and tests that
 * share a pool are told apart by thread. A pool made in a static initializer belongs to no scope.
 * Thread-safe.
 */
public final class LeakScope {
  private static final InheritableThreadLocal<@Nullable Membership> CURRENT =
      new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Membership childValue(@Nullable Membership ofParent) {
          return ofParent == null ? null : new Membership(ofParent.scope, true);
        }
      };
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final String name;
  private final @Nullable LeakScope parent;
  private final List<LeakReport> collected = new ArrayList<>();
  private volatile boolean open = true;

  /** Held by whoever ends the scope or finds something that belongs to it. */
  final Object ending = new Object();

  /** How a thread is in a scope. */
  private record Membership(LeakScope scope, boolean inherited) {}

  private LeakScope(String name, @Nullable LeakScope parent) {
    this.name = name;
    this.parent = parent;
  }

  /**
   * Opens a scope; no thread is in it yet.
   *
   * @param name for messages
   * @param parent the scope it lies in, if any
   * @return the scope, to be ended
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static LeakScope open(String name, @Nullable LeakScope parent) {
    OPEN.incrementAndGet();
    return new LeakScope(name, parent);
  }

  /**
   * The name given when it was opened.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Puts the current thread into this scope.
   *
   * @return the scope it was in before, to be given to {@link #restore}
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public @Nullable LeakScope enter() {
    LeakScope before = current();
    restore(this);
    return before;
  }

  /**
   * Puts the current thread back where it was.
   *
   * @param before what {@link #enter} returned
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static void restore(@Nullable LeakScope before) {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(new Membership(before, false));
    }
  }

  /**
   * Ends the scope. What is reported here is not reported again.
   *
   * @return what was taken in it and not released, in no order; again nothing when called again
   */
  public List<LeakReport> end() {
    LeakDetector.poll();
    List<LeakReport> left;
    synchronized (ending) {
      if (!open) {
        return List.of();
      }
      open = false;
      OPEN.decrementAndGet();
      left = LeakDetector.endOf(this);
    }
    left.forEach(LeakDetector::publish);
    collected.addAll(left);
    return List.copyOf(collected);
  }

  /** Takes what the garbage collector met; false if the scope has ended and nobody asks for it. */
  boolean collected(LeakReport report) {
    synchronized (ending) {
      if (open) {
        collected.add(report);
      }
      return open;
    }
  }

  /** The scope of the current thread, for a root pool made now. */
  static @Nullable LeakScope ofNewPool() {
    if (OPEN.get() == 0) {
      return null;
    }
    boolean lasting =
        StackWalker.getInstance()
            .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
    return lasting ? null : current();
  }

  /** The scope of an allocation made now by the current thread. */
  static @Nullable LeakScope ofAllocation(@Nullable LeakScope ofPool) {
    if (OPEN.get() == 0) {
      return null;
    }
    LeakScope ofThread = current();
    if (ofPool == null || !ofPool.open || (ofThread != null && ofThread.liesWithin(ofPool))) {
      return ofThread;
    }
    return ofPool;
  }

  /**
   * A thread may outlive the scope it inherited. A worker of a fork-join pool, which parallel tests
   * run on, works for everyone: that it was started from within a scope means nothing.
   */
  private static @Nullable LeakScope current() {
    Membership membership = CURRENT.get();
    return membership != null
            && membership.scope.open
            && !(membership.inherited && Thread.currentThread() instanceof ForkJoinWorkerThread)
        ? membership.scope
        : null;
  }

  private boolean liesWithin(LeakScope outer) {
    for (LeakScope scope = this; scope != null; scope = scope.parent) {
      if (scope == outer) {
        return true;
      }
    }
    return false;
  }
}
