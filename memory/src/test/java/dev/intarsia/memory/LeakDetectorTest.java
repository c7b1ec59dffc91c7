package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.intarsia.memory.LeakDetector.Level;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {
  private final Level before = LeakDetector.level();
  private final List<LeakReport> heard = new CopyOnWriteArrayList<>();
  private final Consumer<LeakReport> listener = heard::add;
  private final MemoryPool pool = MemoryPool.create("watched", MemoryLimit.mebibytes(64));

  @BeforeEach
  void listen() {
    LeakDetector.setLevel(Level.EVERY);
    LeakDetector.addListener(listener);
  }

  @AfterEach
  void stop() {
    LeakDetector.removeListener(listener);
    LeakDetector.setLevel(before);
  }

  /** The collector runs when it likes: ask until it did. */
  private static void collectUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      System.gc();
      Thread.onSpinWait();
      LeakDetector.poll();
    }
  }

  private List<LeakReport> heardOf(String owner) {
    return heard.stream().filter(report -> report.owner().equals(owner)).toList();
  }

  private static MemorySegment loseArena(MemoryPool pool, String owner) {
    MemorySegment segment = pool.arena(owner).allocate(5000);
    segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 9);
    return segment;
  }

  private static void loseBuffer(MemoryPool pool, String owner) {
    GrowableSegment.allocate(pool, owner, 0).putInt(1);
  }

  @Test
  void aCollectedArenaIsReportedAndItsMemoryGivenBack() {
    loseArena(pool, "lost arena");
    collectUntil(() -> !heardOf("lost arena").isEmpty());
    LeakReport report = heardOf("lost arena").getFirst();
    assertThat(report.cause()).isEqualTo(LeakReport.Cause.COLLECTED);
    assertThat(report.pool()).isEqualTo("watched");
    assertThat(report.bytes()).isEqualTo(16384);
    assertThat(report.age()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(report.site().getFirst().getMethodName()).isEqualTo("loseArena");
    assertThat(report.describe())
        .contains("16384 bytes of \"lost arena\" from pool \"watched\"")
        .contains("collected without being closed")
        .contains("LeakDetectorTest.loseArena");
    assertThat(pool.used()).isZero();
    pool.close();
  }

  @Test
  void memoryOfALostArenaStaysAsLongAsASegmentLives() {
    MemorySegment survivor = loseArena(pool, "lost but in use");
    loseArena(pool, "lost for good");
    collectUntil(() -> !heardOf("lost for good").isEmpty());
    assertThat(heardOf("lost but in use")).isEmpty();
    assertThat(pool.used()).isEqualTo(16384);
    assertThat(survivor.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 9);
    MemorySegment.copy(survivor, 0, survivor, 1, 1);
  }

  @Test
  void aLostArenaIsGivenBackWhileDetachedToo() {
    BatchArena arena = pool.arena("lost in between");
    arena.allocate(10);
    arena.detach();
    arena = null;
    collectUntil(() -> !heardOf("lost in between").isEmpty());
    assertThat(pool.used()).isZero();
    pool.close();
  }

  @Test
  void aCollectedBufferIsReportedAndStaysCharged() {
    loseBuffer(pool, "lost buffer");
    collectUntil(() -> !heardOf("lost buffer").isEmpty());
    // Raw segments of it may be anywhere, so it is not handed out again.
    assertThat(pool.used()).isEqualTo(1024);
    assertThat(catchThrowableOfType(MemoryLeakException.class, pool::close))
        .hasMessageContaining("1024 bytes of \"lost buffer\"");
    // For the same reason it stays mapped: nobody gives it back.
    assertThat(pool.reserved()).isEqualTo(4 << 20);
  }

  @Test
  void aCollectedPoolIsReportedAndItsSlabsGivenBack() {
    Runnable reserve =
        () -> {
          MemoryPool lost = MemoryPool.create("lost pool", MemoryLimit.mebibytes(8));
          try (BatchArena arena = lost.arena("closed")) {
            arena.allocate(1);
          }
        };
    reserve.run();
    collectUntil(() -> heard.stream().anyMatch(report -> report.pool().equals("lost pool")));
    assertThat(heardOf("the pool itself").getFirst().bytes()).isEqualTo(4 << 20);
    pool.close();
  }

  @Test
  void whatIsClosedInOrderIsNotReported() {
    try (BatchArena arena = pool.arena("orderly arena");
        GrowableSegment buffer = GrowableSegment.allocate(pool, "orderly buffer", 0)) {
      arena.allocate(1);
      buffer.putInt(1);
    }
    pool.close();
    loseArena(MemoryPool.create("other", MemoryLimit.mebibytes(8)), "marker");
    collectUntil(() -> !heardOf("marker").isEmpty());
    assertThat(heardOf("orderly arena")).isEmpty();
    assertThat(heardOf("orderly buffer")).isEmpty();
    assertThat(heard).noneMatch(report -> report.pool().equals("watched"));
  }

  @Test
  void aClosedPoolNamesTheSitesOfWhatIsOutOnce() {
    BatchArena arena = pool.arena("still out");
    arena.allocate(1);
    MemoryLeakException leak = catchThrowableOfType(MemoryLeakException.class, pool::close);
    assertThat(leak)
        .hasMessageContaining("16384 bytes still out")
        .hasMessageContaining("aClosedPoolNamesTheSitesOfWhatIsOutOnce")
        .hasMessageContaining("Every allocation is watched");
    assertThat(leak.reports()).hasSize(1);
    assertThat(heardOf("still out")).hasSize(1);
    arena.close();
    pool.close();
    assertThat(pool.reserved()).isZero();
  }

  @Test
  void offNamesOwnersButNoSites() {
    LeakDetector.setLevel(Level.OFF);
    BatchArena arena = pool.arena("unwatched");
    arena.allocate(1);
    MemoryLeakException leak = catchThrowableOfType(MemoryLeakException.class, pool::close);
    assertThat(leak)
        .hasMessageContaining("16384 bytes of \"unwatched\"")
        .hasMessageContaining("-D" + LeakDetector.PROPERTY + "=every");
    assertThat(leak.reports()).isEmpty();
    arena.close();
  }

  @Test
  void sampledWatchesAboutOneIn128() {
    LeakDetector.setLevel(Level.SAMPLED);
    int watched = 0;
    for (int i = 0; i < 128 * 500; i++) {
      LeakTicket ticket = LeakDetector.track(this, "sample", pool);
      watched += ticket.isWatching() ? 1 : 0;
      ticket.close();
    }
    assertThat(watched).isBetween(350, 650);
    pool.close();
  }

  @Test
  void otherCloseablesAreWatchedToo() {
    LeakDetector.track(new Object(), "a context", 384 << 10);
    collectUntil(() -> !heardOf("a context").isEmpty());
    assertThat(heardOf("a context").getFirst().describe())
        .startsWith((384 << 10) + " bytes of \"a context\", taken");
    pool.close();
  }

  @Test
  void aScopeWatchesAtAnyLevelAndReportsItsOwnOnly() {
    LeakDetector.setLevel(Level.OFF);
    LeakScope scope = LeakScope.open("scope", null);
    LeakScope outer = scope.enter();
    BatchArena inside = pool.arena("inside");
    inside.allocate(1);
    LeakScope.restore(outer);
    BatchArena outside = pool.arena("outside");
    outside.allocate(1);
    List<LeakReport> leaks = scope.end();
    assertThat(leaks).extracting(LeakReport::owner).containsExactly("inside");
    assertThat(leaks.getFirst().cause()).isEqualTo(LeakReport.Cause.SCOPE_ENDED);
    assertThat(scope.end()).isEmpty();
    inside.close();
    outside.close();
    pool.close();
  }

  @Test
  void aScopeReportsWhatWasCollectedMeanwhile() {
    LeakScope scope = LeakScope.open("scope", null);
    LeakScope outer = scope.enter();
    loseArena(pool, "collected inside");
    LeakScope.restore(outer);
    collectUntil(() -> !heardOf("collected inside").isEmpty());
    assertThat(scope.end()).extracting(LeakReport::cause).containsOnly(LeakReport.Cause.COLLECTED);
    pool.close();
  }

  @Test
  void aScopeReportsWhatAnotherThreadIsAboutToTell() throws InterruptedException {
    CountDownLatch found = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Consumer<LeakReport> slow =
        report -> {
          found.countDown();
          awaitQuietly(ended);
        };
    LeakScope scope = LeakScope.open("request", null);
    LeakScope outer = scope.enter();
    loseArena(pool, "met by another");
    LeakScope.restore(outer);
    LeakDetector.addListener(slow);
    try {
      Thread other = new Thread(() -> collectUntil(() -> found.getCount() == 0));
      other.start();
      found.await();
      List<LeakReport> leaks = scope.end();
      ended.countDown();
      other.join();
      assertThat(leaks).extracting(LeakReport::owner).containsExactly("met by another");
    } finally {
      LeakDetector.removeListener(slow);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void workersThatServeEveryoneAreInNoScopeBecauseOfWhoStartedThem() throws Exception {
    LeakScope scope = LeakScope.open("scope", null);
    LeakScope outer = scope.enter();
    LeakScope other = LeakScope.open("of someone else", null);
    BatchArena taken;
    try (ForkJoinPool workers = new ForkJoinPool(1)) {
      taken = workers.submit(() -> arenaOf(pool, "by a worker")).get();
      LeakScope.restore(outer);
      assertThat(scope.end()).isEmpty();
      BatchArena entered =
          workers
              .submit(
                  () -> {
                    LeakScope before = other.enter();
                    BatchArena arena = arenaOf(pool, "in a scope entered");
                    LeakScope.restore(before);
                    return arena;
                  })
              .get();
      assertThat(other.end()).extracting(LeakReport::owner).containsExactly("in a scope entered");
      workers.submit(entered::close).get();
      workers.submit(taken::close).get();
    }
    pool.close();
  }

  private static BatchArena arenaOf(MemoryPool pool, String owner) {
    BatchArena arena = pool.arena(owner);
    arena.allocate(1);
    return arena;
  }
}
