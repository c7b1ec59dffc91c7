package dev.intarsia.testing;

import dev.intarsia.memory.LeakReport;
import dev.intarsia.memory.LeakScope;
import dev.intarsia.memory.MemoryLeakException;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scope of one test or one class, with the pools made for its parameters. The thread that opens
 * it is in it until it ends.
 */
final class WatchedScope implements AutoCloseable {
  private final LeakScope scope;
  private final @Nullable LeakScope before;
  private final List<MemoryPool> pools = new ArrayList<>();

  WatchedScope(String name, @Nullable WatchedScope parent) {
    this.scope = LeakScope.open(name, parent == null ? null : parent.scope);
    this.before = scope.enter();
  }

  /** Poisoned, so that reading what was not written, or writing what was released, shows. */
  synchronized MemoryPool pool(String name) {
    MemoryPool pool =
        MemoryPool.create(name, MemoryLimit.unlimited(), PoolOptions.defaults().withPoisoned(true));
    pools.add(pool);
    return pool;
  }

  /**
   * Ends the scope.
   *
   * @throws AssertionError if something is left behind
   */
  void end() {
    List<LeakReport> leaks = leaks();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          leaks.stream()
              .map(leak -> "\n  " + leak.describe())
              .collect(Collectors.joining("", scope.name() + " leaks:", "")));
    }
  }

  private synchronized List<LeakReport> leaks() {
    List<LeakReport> leaks = new ArrayList<>();
    for (MemoryPool pool : pools) {
      try {
        pool.close();
      } catch (MemoryLeakException e) {
        leaks.addAll(e.reports());
      }
    }
    pools.clear();
    leaks.addAll(scope.end());
    LeakScope.restore(before);
    return leaks;
  }

  /** For a test that never began because its instance could not be made. */
  @Override
  public void close() {
    leaks();
  }
}
