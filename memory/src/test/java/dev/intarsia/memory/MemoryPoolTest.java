package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.slab.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {

  private static Chunk take(MemoryPool pool, long bytes) {
    return pool.budget().acquire("taker", bytes);
  }

  @Test
  void chunksAreChargedRoundedUpToEveryNodeOfThePath() {
    try (MemoryPool root = MemoryPool.create("root", MemoryLimit.mebibytes(1));
        MemoryPool writer = root.child("writer", MemoryLimit.kibibytes(64));
        MemoryPool group = writer.child("group", MemoryLimit.kibibytes(16))) {
      Chunk chunk = take(group, 5000);
      assertThat(chunk.size()).isEqualTo(8192);
      assertThat(List.of(group.used(), writer.used(), root.used())).containsOnly(8192L);
      Chunk other = take(writer, 1);
      assertThat(group.used()).isEqualTo(8192);
      assertThat(writer.used()).isEqualTo(9216);
      assertThat(group.available()).isEqualTo(8192);
      assertThat(writer.available()).isEqualTo(65536 - 9216);
      chunk.release();
      other.release();
      assertThat(root.used()).isZero();
      assertThat(root.peak()).isEqualTo(9216);
      assertThat(group.peak()).isEqualTo(8192);
    }
  }

  @Test
  void whatIsAvailableIsTheLeastOfThePath() {
    try (MemoryPool root = MemoryPool.create("root", MemoryLimit.kibibytes(16));
        MemoryPool child = root.child("child", MemoryLimit.mebibytes(1))) {
      assertThat(child.available()).isEqualTo(16 << 10);
      assertThat(child.limit()).isEqualTo(1 << 20);
    }
  }

  @Test
  void aRefusalNamesOwnerNodeAndTreeAndChargesNothing() {
    try (MemoryPool root = MemoryPool.create("root", MemoryLimit.mebibytes(1));
        MemoryPool writer = root.child("writer", MemoryLimit.kibibytes(8));
        MemoryPool group = writer.child("group", MemoryLimit.unlimited())) {
      Chunk chunk = take(group, 4096);
      MemoryLimitExceededException refusal =
          catchThrowableOfType(
              MemoryLimitExceededException.class,
              () -> group.budget().acquire("column price", 5000));
      assertThat(refusal.owner()).isEqualTo("column price");
      assertThat(refusal.requested()).isEqualTo(8192);
      assertThat(refusal.pool()).isEqualTo("writer");
      assertThat(refusal.limit()).isEqualTo(8192);
      assertThat(refusal)
          .hasMessageContaining("\"column price\" asks for 8192 bytes")
          .hasMessageContaining("root: 4096 of 1048576 bytes")
          .hasMessageContaining("writer: 4096 of 8192 bytes")
          .hasMessageContaining("group: 4096 of unlimited")
          .hasMessageContaining("operating system");
      assertThat(List.of(group.used(), writer.used(), root.used())).containsOnly(4096L);
      chunk.release();
    }
  }

  @Test
  void limitsAreExactWhenThreadsCompete() throws Exception {
    MemoryPool root = MemoryPool.create("root", MemoryLimit.kibibytes(64));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<List<Chunk>>> takers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        MemoryPool child = root.child("child", MemoryLimit.unlimited());
        takers.add(() -> takeUntilRefused(child));
      }
      List<Chunk> all = new ArrayList<>();
      for (Future<List<Chunk>> taken : threads.invokeAll(takers)) {
        all.addAll(taken.get());
      }
      assertThat(all).hasSize(64);
      assertThat(root.used()).isEqualTo(root.limit());
      assertThat(root.peak()).isEqualTo(root.limit());
      all.forEach(Chunk::release);
    }
    root.close();
  }

  private static List<Chunk> takeUntilRefused(MemoryPool pool) {
    List<Chunk> taken = new ArrayList<>();
    while (true) {
      try {
        taken.add(take(pool, 1024));
      } catch (MemoryLimitExceededException e) {
        return taken;
      }
    }
  }

  @Test
  void slabsAreRecycledAndTrimmedWhenIdle() {
    try (MemoryPool pool = MemoryPool.create("pool", MemoryLimit.mebibytes(64))) {
      Chunk first = take(pool, 4 << 20);
      Chunk second = take(pool, 1024);
      Chunk large = take(pool, 5 << 20);
      assertThat(pool.reserved()).isEqualTo(16 << 20);
      first.release();
      large.release();
      assertThat(pool.reserved()).isEqualTo(16 << 20);
      take(pool, 8 << 20).release();
      take(pool, 4 << 20).release();
      assertThat(pool.reserved()).isEqualTo(16 << 20);
      pool.trim();
      assertThat(pool.reserved()).isEqualTo(4 << 20);
      second.segment().fill((byte) 1);
      second.release();
      pool.trim();
      assertThat(pool.reserved()).isZero();
      take(pool, 1024).release();
      assertThat(pool.reserved()).isEqualTo(4 << 20);
    }
  }

  @Test
  void idleLargeBlocksAreGivenBackBeforeMoreThanTheLimitIsHeld() {
    try (MemoryPool pool = MemoryPool.create("pool", MemoryLimit.mebibytes(32))) {
      take(pool, 16 << 20).release();
      take(pool, 8 << 20).release();
      assertThat(pool.reserved()).isEqualTo(24 << 20);
      take(pool, 32 << 20).release();
      assertThat(pool.reserved()).isEqualTo(32 << 20);
    }
  }

  @Test
  void aSmallPoolHoldsLittle() {
    try (MemoryPool pool = MemoryPool.create("small", MemoryLimit.kibibytes(100))) {
      take(pool, 1024).release();
      assertThat(pool.reserved()).isEqualTo(128 << 10);
    }
  }

  @Test
  void sizesBeyondReasonAreRefused() {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited())) {
      assertThatIllegalArgumentException().isThrownBy(() -> take(pool, -1));
      assertThatIllegalArgumentException().isThrownBy(() -> take(pool, Long.MAX_VALUE));
      assertThat(pool.name()).isEqualTo("pool");
      assertThat(pool.used()).isZero();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> MemoryLimit.bytes(-1));
  }

  @Test
  void memoryThatTheMachineDoesNotHaveIsNotCharged() {
    try (MemoryPool pool = MemoryPool.onHeap("heap", MemoryLimit.unlimited())) {
      assertThatThrownBy(() -> take(pool, 1L << 38)).isInstanceOf(OutOfMemoryError.class);
      assertThat(pool.used()).isZero();
      assertThat(pool.reserved()).isZero();
    }
  }

  @Test
  void closingAChildReportsWhatIsOutAndKeepsItCharged() {
    try (MemoryPool root = MemoryPool.create("root", MemoryLimit.mebibytes(1))) {
      MemoryPool child = root.child("child", MemoryLimit.unlimited());
      GrowableSegment buffer = GrowableSegment.allocate(child, "kept", 0);
      buffer.putByte((byte) 1);
      assertThatThrownBy(child::close)
          .isInstanceOf(MemoryLeakException.class)
          .hasMessageContaining("pool \"child\" was closed with 1024 bytes still out")
          .hasMessageContaining("1024 bytes of \"kept\"")
          .hasMessageContaining(LeakDetector.PROPERTY);
      assertThat(root.used()).isEqualTo(1024);
      assertThat(root.describe()).contains("child");
      buffer.putByte((byte) 2);
      assertThatIllegalStateException().isThrownBy(() -> buffer.putZeros(2000));
      buffer.close();
      assertThat(root.used()).isZero();
      assertThat(root.describe()).doesNotContain("child");
      child.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> child.child("late", MemoryLimit.unlimited()))
          .withMessageContaining("\"child\" is closed");
    }
  }

  @Test
  void aClosedPoolHoldsNothingAndTrimmingItDoesNothing() {
    for (boolean onHeap : new boolean[] {false, true}) {
      PoolOptions options = PoolOptions.defaults().withOnHeap(onHeap);
      MemoryPool pool = MemoryPool.create("pool", MemoryLimit.mebibytes(32), options);
      take(pool, 1).release();
      take(pool, 8 << 20).release();
      Chunk out = take(pool, 1 << 20);
      Chunk large = take(pool, 8 << 20);
      assertThatThrownBy(pool::close).isInstanceOf(MemoryLeakException.class);
      out.release();
      large.release();
      pool.trim();
      assertThat(pool.reserved()).isZero();
      assertThat(pool.describe()).contains("0 bytes in 0 slabs, 0 large blocks and 0 bytes");
    }
  }
}
