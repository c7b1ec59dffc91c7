package dev.intarsia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.LeakDetector;
import dev.intarsia.memory.LeakTicket;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes, leaking and not, for {@link LeakCheckTest} to run. */
final class Fixtures {
  private Fixtures() {}

  /** Shared by tests of several classes, closed by nobody. */
  static final class Shared {
    static final MemoryPool POOL = MemoryPool.create("shared", MemoryLimit.mebibytes(64));

    private Shared() {}
  }

  static BatchArena leak(MemoryPool pool, String owner) {
    BatchArena arena = pool.arena(owner);
    arena.allocate(100);
    return arena;
  }

  static void inOrder(MemoryPool pool) {
    try (BatchArena arena = pool.arena("in order")) {
      arena.allocate(100);
    }
  }

  @DetectLeaks
  static class Simple {
    @Test
    void leaks(MemoryPool pool) {
      leak(pool, "forgotten column");
    }

    @Test
    void isClean(MemoryPool pool) {
      inOrder(pool);
    }

    @Test
    void leaksAPoolOfItsOwn() {
      inOrder(MemoryPool.create("own", MemoryLimit.mebibytes(1)));
    }

    @Test
    void leaksFromTwoPools(MemoryPool one, MemoryPool two) {
      leak(one, "from one");
      leak(two, "from two");
    }

    @Test
    void leaksFromASharedPool() {
      leak(Shared.POOL, "from the shared pool");
    }

    @Test
    void leaksInAThreadItStarts() throws InterruptedException {
      Thread thread = new Thread(() -> leak(Shared.POOL, "from a thread"));
      thread.start();
      thread.join();
    }

    @Test
    void leaksSomethingElse() {
      LeakTicket ticket =
          LeakDetector.track(new Object(), "zstd context", LeakDetector.UNKNOWN_SIZE);
      assertThat(ticket).isNotNull();
    }

    @Test
    void failsByItself(MemoryPool pool) {
      leak(pool, "on the way out");
      throw new IllegalArgumentException("its own failure");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void leaksForTwo(int value, MemoryPool pool) {
      BatchArena arena = leak(pool, "of two");
      if (value == 1) {
        arena.close();
      }
    }

    @Test
    void releasesWhatAnotherThreadTook(MemoryPool pool) throws InterruptedException {
      BatchArena[] arena = new BatchArena[1];
      Thread thread =
          new Thread(
              () -> {
                arena[0] = leak(pool, "handed over");
                arena[0].detach();
              });
      thread.start();
      thread.join();
      arena[0].close();
    }
  }

  @DetectLeaks
  static class Lifecycle {
    private final MemoryPool field = MemoryPool.create("field", MemoryLimit.mebibytes(1));
    private static BatchArena ofClass;
    private BatchArena ofTest;

    @BeforeAll
    static void takeForTheClass(MemoryPool pool) {
      ofClass = leak(pool, "of the class");
      ofClass.detach();
    }

    @BeforeEach
    void take(MemoryPool pool) {
      ofTest = leak(pool, "of the test");
    }

    @AfterEach
    void release() {
      ofTest.close();
      field.close();
    }

    @AfterAll
    static void releaseForTheClass() {
      ofClass.close();
    }

    @Test
    void isClean() {
      inOrder(field);
    }

    @RepeatedTest(2)
    void isCleanTwice() {
      inOrder(field);
    }
  }

  @DetectLeaks
  static class LeakingClass {
    @BeforeAll
    static void take(MemoryPool pool) {
      leak(pool, "taken before all");
    }

    @Test
    void isClean() {}
  }

  @DetectLeaks
  static class LeakingField {
    private final MemoryPool field = MemoryPool.create("field", MemoryLimit.mebibytes(1));

    @Test
    void leaksItsField() {
      inOrder(field);
    }
  }

  @DetectLeaks
  static class NoInstance {
    NoInstance(MemoryPool pool) {
      leak(pool, "of no instance");
      throw new IllegalArgumentException("no instance");
    }

    @Test
    void neverBegins() {}
  }

  @DetectLeaks
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClass {
    private final MemoryPool field = MemoryPool.create("field", MemoryLimit.mebibytes(1));

    @Test
    void isClean() {
      inOrder(field);
    }

    @Test
    void leaks() {
      leak(field, "of one test");
    }

    @AfterAll
    void close() {
      try {
        field.close();
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessageContaining("of one test");
      }
    }
  }

  @DetectLeaks
  static class Outer {
    @Test
    void outerIsClean(MemoryPool pool) {
      inOrder(pool);
    }

    @Nested
    class Inner {
      private final MemoryPool field = MemoryPool.create("field", MemoryLimit.mebibytes(1));

      @AfterEach
      void close() {
        field.close();
      }

      @Test
      void innerLeaks(MemoryPool pool) {
        leak(pool, "nested");
      }

      @Test
      void innerIsClean() {
        inOrder(field);
      }
    }
  }

  /** Every leaking and every clean test does its work while the others do theirs. */
  @DetectLeaks
  static class Parallel {
    private static final CyclicBarrier TOGETHER = new CyclicBarrier(4);
    private static ExecutorService sharedThreads;

    interface Work {
      void run() throws Exception;
    }

    private static void together(Work work) throws Exception {
      TOGETHER.await();
      try {
        work.run();
      } finally {
        TOGETHER.await();
      }
    }

    @BeforeAll
    static void start() {
      sharedThreads = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void shutDown() {
      sharedThreads.shutdown();
    }

    @Test
    void leaksShared() throws Exception {
      together(() -> leak(Shared.POOL, "in parallel, shared"));
    }

    @Test
    void leaksOwn(MemoryPool pool) throws Exception {
      together(() -> sharedThreads.submit(() -> leak(pool, "in parallel, own")).get());
    }

    @Test
    void cleanShared() throws Exception {
      together(() -> inOrder(Shared.POOL));
    }

    @Test
    void cleanOwn(MemoryPool pool) throws Exception {
      together(() -> inOrder(pool));
    }
  }

  static class Undeclared {
    @Test
    void leaks() {
      leak(Shared.POOL, "found by auto-detection");
    }
  }
}
