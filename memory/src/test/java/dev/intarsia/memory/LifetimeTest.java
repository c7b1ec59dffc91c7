package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each way to misuse memory: all throw, none reads what belongs to someone else. */
class LifetimeTest {
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private final MemoryPool pool =
      MemoryPool.create(
          "test", MemoryLimit.mebibytes(64), PoolOptions.defaults().withPoisoned(true));

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(pool.used()).isZero();
    pool.close();
  }

  @Test
  void useAfterReleaseThrowsEvenWhenTheMemoryHasANewOwner() {
    BatchArena first = pool.arena("first");
    MemorySegment stale = first.allocate(100);
    MemorySegment slice = stale.asSlice(10, 10);
    long address = stale.address();
    first.close();
    try (BatchArena second = pool.arena("second")) {
      MemorySegment fresh = second.allocate(100);
      assertThat(fresh.address()).isEqualTo(address);
      fresh.fill((byte) 5);
      assertThatIllegalStateException().isThrownBy(() -> stale.get(BYTE, 0));
      assertThatIllegalStateException().isThrownBy(() -> stale.set(BYTE, 0, (byte) 1));
      assertThatIllegalStateException().isThrownBy(() -> slice.get(BYTE, 0));
      assertThatIllegalStateException().isThrownBy(() -> stale.fill((byte) 9));
      assertThatIllegalStateException()
          .isThrownBy(() -> MemorySegment.copy(stale, 0, fresh, 0, 10));
      assertThat(fresh.toArray(BYTE)).containsOnly(5);
    }
  }

  @Test
  void allocatingFromAClosedArenaThrows() {
    BatchArena arena = pool.arena("closed");
    arena.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> arena.allocate(1))
        .withMessageContaining("Already closed")
        .withMessageContaining("closed of pool");
    assertThatIllegalStateException().isThrownBy(arena::detach);
    assertThatIllegalStateException().isThrownBy(arena::attach);
  }

  @Test
  void doubleReleaseThrows() {
    BatchArena arena = pool.arena("twice");
    arena.allocate(1);
    arena.close();
    assertThatIllegalStateException()
        .isThrownBy(arena::close)
        .withMessageContaining("Already closed");
    assertThat(pool.used()).isZero();
  }

  @Test
  void doubleReleaseOfADetachedArenaThrows() {
    BatchArena arena = pool.arena("twice");
    arena.allocate(1);
    arena.detach();
    arena.close();
    assertThatIllegalStateException().isThrownBy(arena::close);
    assertThatIllegalStateException().isThrownBy(arena::attach);
    assertThat(pool.used()).isZero();
  }

  @Test
  void doubleReleaseOfAChunkThrowsAndLeavesTheNewOwnerAlone() {
    var chunk = pool.budget().acquire("chunk", 1024);
    chunk.release();
    assertThatIllegalStateException()
        .isThrownBy(chunk::release)
        .withMessageContaining("double release");
    assertThat(pool.used()).isZero();
  }

  @Test
  void aForeignThreadIsRefused() throws Exception {
    try (BatchArena arena = pool.arena("mine")) {
      MemorySegment segment = arena.allocate(10);
      Other.run(
          () -> {
            assertWrongThread(() -> segment.get(BYTE, 0));
            assertWrongThread(() -> arena.allocate(1));
            assertWrongThread(arena::detach);
            assertWrongThread(arena::close);
          });
      assertThat(segment.get(BYTE, 0)).isZero();
    }
  }

  private static void assertWrongThread(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
    assertThatThrownBy(step).isInstanceOf(WrongThreadException.class);
  }

  @Test
  void aDetachedArenaIsNobodys() {
    BatchArena arena = pool.arena("between");
    MemorySegment segment = arena.allocate(10);
    arena.detach();
    assertThatIllegalStateException().isThrownBy(() -> segment.get(BYTE, 0));
    assertThatIllegalStateException()
        .isThrownBy(() -> arena.allocate(1))
        .withMessageContaining("Detached");
    assertThatIllegalStateException().isThrownBy(arena::detach);
    assertThatIllegalStateException().isThrownBy(() -> arena.attached(segment));
    arena.close();
  }

  @Test
  void onlyOneThreadCanAttach() throws Exception {
    BatchArena arena = pool.arena("contended");
    arena.detach();
    arena.attach();
    assertThatThrownBy(() -> Other.run(arena::attach))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    arena.close();
  }

  @Test
  void segmentsThatDidNotDieWithTheHandOverAreNotRevived() {
    try (BatchArena other = pool.arena("other");
        BatchArena arena = pool.arena("handed over")) {
      MemorySegment twoHandOversAgo = arena.allocate(10);
      MemorySegment foreign = other.allocate(10);
      arena.detach();
      arena.attach();
      MemorySegment last = arena.attached(twoHandOversAgo);
      arena.detach();
      arena.attach();
      assertThat(arena.attached(last).get(BYTE, 0)).isZero();
      assertThatThrownBy(() -> arena.attached(twoHandOversAgo))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> arena.attached(foreign))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void outOfBoundsThrows() {
    try (BatchArena arena = pool.arena("bounds")) {
      MemorySegment segment = arena.allocate(10);
      arena.allocate(10);
      assertThatThrownBy(() -> segment.get(BYTE, 10)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> segment.get(BYTE, -1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_LONG_UNALIGNED, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> segment.asSlice(5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void memoryThatIsOutOfAClosedPoolStaysMapped() {
    MemoryPool own = MemoryPool.create("own", MemoryLimit.mebibytes(16));
    BatchArena arena = own.arena("survivor");
    MemorySegment pinned = arena.allocate(8);
    GrowableSegment large = GrowableSegment.allocate(own, "large", 6 << 20);
    large.putLong(1);
    assertThatThrownBy(own::close)
        .isInstanceOf(MemoryLeakException.class)
        .hasMessageContaining("survivor")
        .hasMessageContaining("large");
    pinned.set(ValueLayout.JAVA_LONG, 0, 7);
    assertThat(pinned.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(7);
    assertThat(large.segment().get(BYTE, 0)).isEqualTo((byte) 1);
    assertThat(large.getLong(0)).isEqualTo(1); // by its address, which no scope guards
    assertThatIllegalStateException()
        .isThrownBy(() -> arena.allocate(1 << 20))
        .withMessageContaining("is closed");
    assertThatIllegalStateException().isThrownBy(() -> own.arena("late"));
    assertThat(own.reserved()).isEqualTo((4 << 20) + (8 << 20));
    large.close();
    assertThat(own.reserved()).isEqualTo(4 << 20);
    assertThatIllegalStateException()
        .isThrownBy(() -> large.putLong(2))
        .withMessageContaining("is closed");
    arena.close();
    assertThat(own.used()).isZero();
    assertThat(own.reserved()).isZero();
    own.close();
  }

  @Test
  void anArenaMayTakeOverMemoryOfAClosedPool() {
    MemoryPool own = MemoryPool.create("own", MemoryLimit.mebibytes(16));
    GrowableSegment buffer = GrowableSegment.allocate(own, "late", 0);
    buffer.putInt(1);
    try (BatchArena arena = pool.arena("adopting")) {
      assertThatThrownBy(own::close).isInstanceOf(MemoryLeakException.class);
      assertThat(arena.adopt(buffer).get(BYTE, 0)).isEqualTo((byte) 1);
      assertThat(own.reserved()).isPositive();
    }
    buffer.close();
    assertThat(own.used()).isZero();
    assertThat(own.reserved()).isZero();
  }

  @Test
  void aWriteAfterReleaseIsFoundInPoisonedPools() {
    GrowableSegment buffer = GrowableSegment.allocate(pool, "careless", 0);
    buffer.putLong(1);
    MemorySegment raw = buffer.segment();
    buffer.close();
    raw.set(BYTE, 16, (byte) 0);
    try (BatchArena victim = pool.arena("victim")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> victim.allocate(1000))
          .withMessageContaining("written after its release")
          .withMessageContaining("byte 16");
    }
  }
}
