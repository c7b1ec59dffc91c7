package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Threads take, grow, hand over and release memory at random. Each owner marks all its bytes with a
 * mark of its own and looks for it before every step: an overlap with another owner, or memory lost
 * in a growth or a hand-over, shows as a wrong mark; a write after release shows as broken poison.
 */
class RandomOwnersTest {
  private static final int THREADS = 4;
  private static final int STEPS = 4_000;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final AtomicInteger marks = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final BlockingQueue<Owned> handedOver = new LinkedBlockingQueue<>();

  /** What an owner of memory can do in the hands of any thread. */
  interface Owned extends AutoCloseable {
    void grow(Random random);

    void verify();

    void letGo();

    void take();

    @Override
    void close();
  }

  /** The model: a list of segments that must hold the mark throughout. */
  final class OwnedArena implements Owned {
    private final BatchArena arena;
    private final int mark = marks.incrementAndGet();
    private final List<MemorySegment> segments = new ArrayList<>();

    OwnedArena(MemoryPool pool) {
      arena = pool.arena("arena " + mark);
    }

    @Override
    public void grow(Random random) {
      long size = 4L * random.nextInt(1, random.nextInt(50) == 0 ? 2_000_000 : 2_000);
      long alignment = 1L << random.nextInt(4);
      MemorySegment segment = arena.allocateUninitialized(size, alignment);
      RandomOwnersTest.mark(segment, mark);
      segments.add(segment);
    }

    @Override
    public void verify() {
      segments.forEach(segment -> RandomOwnersTest.verify(segment, mark));
    }

    @Override
    public void letGo() {
      arena.detach();
    }

    @Override
    public void take() {
      arena.attach();
      segments.replaceAll(arena::attached);
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  /** The model: a size, all of it marked. */
  final class OwnedBuffer implements Owned {
    private final GrowableSegment buffer;
    private final int mark = marks.incrementAndGet();
    private long size;

    OwnedBuffer(MemoryPool pool, Random random) {
      buffer = GrowableSegment.allocate(pool, "buffer " + mark, random.nextInt(100_000));
    }

    @Override
    public void grow(Random random) {
      if (random.nextInt(10) == 0) {
        buffer.release();
        size = 0;
      }
      long length = 4L * random.nextInt(1, random.nextInt(50) == 0 ? 1_000_000 : 5_000);
      long at = buffer.reserve(length);
      assertThat(at).isEqualTo(size);
      RandomOwnersTest.mark(buffer.segment().asSlice(at, length), mark);
      buffer.commit(length);
      size += length;
    }

    @Override
    public void verify() {
      assertThat(buffer.size()).isEqualTo(size);
      RandomOwnersTest.verify(buffer.segment().asSlice(0, size), mark);
    }

    @Override
    public void letGo() {}

    @Override
    public void take() {}

    @Override
    public void close() {
      buffer.close();
    }
  }

  private static void mark(MemorySegment segment, int mark) {
    for (long at = 0; at < segment.byteSize(); at += 4) {
      segment.set(INT, at, mark);
    }
  }

  private static void verify(MemorySegment segment, int mark) {
    for (long at = 0; at < segment.byteSize(); at += 4) {
      if (segment.get(INT, at) != mark) {
        assertThat(segment.get(INT, at)).as("byte %d of %s", at, segment).isEqualTo(mark);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "true, 3"})
  void noOwnerSeesAnothersBytesAndAllComesBack(boolean onHeap, long seed) throws Exception {
    MemoryPool pool =
        MemoryPool.create("random", MemoryLimit.mebibytes(48), new PoolOptions(onHeap, true));
    List<MemoryPool> children = new ArrayList<>();
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      MemoryPool child = pool.child("child " + i, MemoryLimit.mebibytes(8L << i));
      children.add(child);
      Random random = new Random(seed * 100 + i);
      workers.add(() -> work(child, random));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Boolean> worker : threads.invokeAll(workers)) {
        assertThat(worker.get()).isTrue();
      }
    }
    for (Owned left = handedOver.poll(); left != null; left = handedOver.poll()) {
      left.take();
      left.verify();
      left.close();
    }
    for (MemoryPool child : children) {
      assertThat(child.used()).isZero();
      assertThat(child.peak()).isPositive().isLessThanOrEqualTo(child.limit());
      child.close();
    }
    assertThat(pool.used()).isZero();
    assertThat(pool.peak()).isLessThanOrEqualTo(pool.limit());
    assertThat(refusals.get()).as("budgets were tried").isPositive();
    pool.trim();
    assertThat(pool.reserved()).isZero();
    pool.close();
  }

  private boolean work(MemoryPool pool, Random random) {
    List<Owned> mine = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      int action = mine.isEmpty() ? 0 : random.nextInt(20);
      if (action < 3) {
        mine.add(random.nextBoolean() ? new OwnedArena(pool) : new OwnedBuffer(pool, random));
      } else if (action < 12) {
        grow(mine, random);
      } else if (action < 15) {
        Owned gone = mine.remove(random.nextInt(mine.size()));
        gone.verify();
        gone.close();
      } else if (action < 17) {
        Owned gone = mine.remove(random.nextInt(mine.size()));
        gone.letGo();
        handedOver.add(gone);
      } else if (action < 19) {
        takeOver(mine);
      } else if (random.nextInt(20) == 0) {
        pool.trim();
      }
    }
    mine.forEach(Owned::verify);
    mine.forEach(Owned::close);
    return true;
  }

  private void grow(List<Owned> mine, Random random) {
    Owned owned = mine.get(random.nextInt(mine.size()));
    try {
      owned.grow(random);
    } catch (MemoryLimitExceededException e) {
      // What was there is untouched; making room lets the others go on.
      refusals.incrementAndGet();
      owned.verify();
      mine.remove(owned);
      owned.close();
    }
  }

  private void takeOver(List<Owned> mine) {
    Owned taken = handedOver.poll();
    if (taken != null) {
      taken.take();
      taken.verify();
      mine.add(taken);
    }
  }
}
