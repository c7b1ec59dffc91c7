package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("restricted")
class BatchArenaTest {
  private static final PoolOptions POISONED = PoolOptions.defaults().withPoisoned(true);
  private final MemoryPool pool = MemoryPool.create("test", MemoryLimit.mebibytes(256), POISONED);

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(pool.used()).isZero();
    pool.close();
  }

  @Test
  void allocatesZeroedMemoryFromRecycledSlabsAndPoisonOtherwise() {
    for (int round = 0; round < 3; round++) {
      try (BatchArena arena = pool.arena("zeroed")) {
        MemorySegment zeroed = arena.allocate(5000, 8);
        assertThat(zeroed.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
        MemorySegment raw = arena.allocateUninitialized(5000, 8);
        assertThat(raw.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0xDB);
        zeroed.fill((byte) 1);
        raw.fill((byte) 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 8, 64, 4096, 1 << 16, 1 << 23})
  void honoursAlignment(long alignment) {
    try (BatchArena arena = pool.arena("aligned")) {
      for (long size : new long[] {0, 1, 3, 100, 5000, 70_000}) {
        MemorySegment segment = arena.allocate(size, alignment);
        assertThat(segment.address() % alignment).isZero();
        assertThat(segment.byteSize()).isEqualTo(size);
      }
    }
  }

  @Test
  void allocationsNeverOverlap() {
    Random random = new Random(3);
    try (BatchArena arena = pool.arena("disjoint")) {
      List<MemorySegment> segments = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        int size = random.nextInt(100) == 0 ? random.nextInt(6_000_000) : random.nextInt(3000);
        MemorySegment segment = arena.allocateUninitialized(size, 1L << random.nextInt(8));
        segment.fill((byte) i);
        segments.add(segment);
      }
      for (int i = 0; i < segments.size(); i++) {
        byte expected = (byte) i;
        MemorySegment segment = segments.get(i);
        for (long at = 0; at < segment.byteSize(); at += 61) {
          assertThat(segment.get(ValueLayout.JAVA_BYTE, at)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void servesMoreThanASlab() {
    try (BatchArena arena = pool.arena("large")) {
      MemorySegment small = arena.allocate(100);
      MemorySegment large = arena.allocate(1 << 26, 64);
      large.set(ValueLayout.JAVA_BYTE, (1 << 26) - 1, (byte) 1);
      MemorySegment next = arena.allocate(100);
      // The large one did not end the chunk that the small ones come from.
      assertThat(next.address()).isEqualTo(small.address() + 100);
    }
  }

  @Test
  void takesSmallChunksWhenTheBudgetIsNearlyUsedUp() {
    try (MemoryPool tight = pool.child("tight", MemoryLimit.kibibytes(3));
        BatchArena arena = tight.arena("modest")) {
      assertThat(arena.allocate(1500).byteSize()).isEqualTo(1500);
      assertThat(arena.allocate(900).byteSize()).isEqualTo(900);
      assertThat(tight.available()).isZero();
    }
  }

  @Test
  void refusesWhatIsNoSizeOrAlignment() {
    try (BatchArena arena = pool.arena("refusing")) {
      assertThatIllegalArgumentException().isThrownBy(() -> arena.allocate(-1, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> arena.allocate(1, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> arena.allocate(1, 3));
      assertThatIllegalArgumentException().isThrownBy(() -> arena.allocate(1, Long.MIN_VALUE));
      assertThatIllegalArgumentException().isThrownBy(() -> arena.allocate(1, 1L << 40));
      assertThatIllegalArgumentException().isThrownBy(() -> arena.allocate(Long.MAX_VALUE, 1));
    }
  }

  @Test
  void servesForeignCalls() throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle strlen =
        linker.downcallHandle(
            linker.defaultLookup().find("strlen").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    try (BatchArena arena = pool.arena("foreign")) {
      assertThat((long) strlen.invokeExact(arena.allocateFrom("marquetry"))).isEqualTo(9);
    }
  }

  @Test
  void ownsMappingsAndCleanupsOfOtherFfmCode(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("mapped"), "abc");
    List<String> cleaned = new ArrayList<>();
    MemorySegment mapped;
    try (BatchArena arena = pool.arena("mapping");
        FileChannel channel = FileChannel.open(file)) {
      mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 3, arena);
      MemorySegment.ofAddress(4096).reinterpret(8, arena, segment -> cleaned.add("done"));
      assertThat(mapped.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 'b');
      assertThat(cleaned).isEmpty();
    }
    assertThat(cleaned).containsExactly("done");
    assertThat(mapped.scope().isAlive()).isFalse();
  }

  @Test
  void aCleanupThatThrowsDoesNotKeepTheMemory() {
    BatchArena arena = pool.arena("throwing");
    MemorySegment segment = arena.allocate(8);
    MemorySegment.ofAddress(4096)
        .reinterpret(
            8,
            arena,
            ignored -> {
              throw new IllegalArgumentException("from the cleanup");
            });
    assertThatIllegalArgumentException().isThrownBy(arena::close);
    assertThat(segment.scope().isAlive()).isFalse();
    assertThat(pool.used()).isZero();
  }

  @Test
  void adoptsABufferWithoutCopying() {
    try (GrowableSegment buffer = GrowableSegment.allocate(pool, "filled", 0)) {
      buffer.putLong(42);
      MemorySegment raw = buffer.segment();
      try (BatchArena arena = pool.arena("adopting")) {
        MemorySegment adopted = arena.adopt(buffer);
        assertThat(adopted.address()).isEqualTo(raw.address());
        assertThat(adopted.byteSize()).isEqualTo(8);
        assertThat(adopted.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        assertThat(adopted.scope()).isEqualTo(arena.scope());
        assertThat(buffer.capacity()).isZero();
        buffer.putLong(43);
        assertThat(adopted.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        assertThat(arena.adopt(GrowableSegment.allocate(pool, "empty", 0)).byteSize()).isZero();
      }
    }
  }

  @Test
  void isHandedOverToAnotherThreadWithItsBytes() throws Exception {
    BatchArena arena = pool.arena("handed over");
    MemorySegment mine = arena.allocate(9_000_000);
    mine.set(ValueLayout.JAVA_INT, 8_999_992, 77);
    MemorySegment part = mine.asSlice(8_999_992, 4).asReadOnly();
    arena.detach();
    assertThat(mine.scope().isAlive()).isFalse();
    Other.run(
        () -> {
          arena.attach();
          MemorySegment same = arena.attached(part);
          assertThat(same.get(ValueLayout.JAVA_INT, 0)).isEqualTo(77);
          assertThat(same.isReadOnly()).isTrue();
          assertThat(arena.allocate(10).byteSize()).isEqualTo(10);
          arena.close();
        });
  }

  @Test
  void aDetachedArenaIsClosedByAnyThread() throws Exception {
    BatchArena arena = pool.arena("dropped");
    arena.allocate(10);
    arena.detach();
    Other.run(arena::close);
    assertThat(pool.used()).isZero();
  }

  @Test
  void onHeapItChecksByItsOwnMethods() {
    try (MemoryPool heap = MemoryPool.onHeap("heap", MemoryLimit.mebibytes(64));
        BatchArena arena = heap.arena("on heap")) {
      MemorySegment segment = arena.allocate(10_000_000, 8);
      assertThat(segment.isNative()).isFalse();
      assertThat(segment.get(ValueLayout.JAVA_LONG, 9_999_992)).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> arena.allocate(8, 16))
          .withMessageContaining("alignment");
      assertThat(arena.scope().isAlive()).isTrue();
    }
  }

  @Test
  void isAnArenaToEveryoneElse() {
    try (Arena arena = pool.arena("general")) {
      assertThat(arena.allocateFrom(ValueLayout.JAVA_INT, 1, 2, 3).byteSize()).isEqualTo(12);
      assertThat(arena.scope().isAlive()).isTrue();
    }
  }

  @Test
  void aCleanupThatThrowsDoesNotKeepTheArenaFromBeingHandedOver() {
    BatchArena arena = pool.arena("throwing");
    MemorySegment segment = arena.allocate(8);
    segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
    MemorySegment.ofAddress(4096)
        .reinterpret(
            8,
            arena,
            ignored -> {
              throw new IllegalArgumentException("from the cleanup");
            });
    assertThatIllegalArgumentException().isThrownBy(arena::detach);
    assertThatIllegalStateException()
        .isThrownBy(() -> arena.allocateUninitialized(8, 1))
        .withMessageContaining("Detached");
    arena.attach();
    assertThat(arena.attached(segment).get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
    arena.close();
    assertThat(pool.used()).isZero();
  }

  @Test
  void aSegmentInAForeignCallKeepsTheArenaWhereItIs() throws Throwable {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor compare =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    MethodHandle sort =
        linker.downcallHandle(
            linker.defaultLookup().find("qsort").orElseThrow(),
            FunctionDescriptor.ofVoid(
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS));
    List<Throwable> refusals = new ArrayList<>();
    BatchArena arena = pool.arena("in use");
    Runnable release =
        () -> {
          refusals.add(catchThrowable(arena::detach));
          refusals.add(catchThrowable(arena::close));
        };
    MethodHandle callback =
        MethodHandles.lookup()
            .findStatic(
                BatchArenaTest.class,
                "whileSorting",
                MethodType.methodType(
                    int.class, Runnable.class, MemorySegment.class, MemorySegment.class))
            .bindTo(release);
    try (Arena stubs = Arena.ofConfined()) {
      MemorySegment stub = linker.upcallStub(callback, compare, stubs);
      MemorySegment numbers = arena.allocateFrom(ValueLayout.JAVA_INT, 2, 1);
      sort.invokeExact(numbers, 2L, 4L, stub);
      assertThat(refusals).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
      assertThat(numbers.get(ValueLayout.JAVA_INT, 0)).isEqualTo(2);
    }
    arena.close();
    assertThat(pool.used()).isZero();
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by the C library
  private static int whileSorting(Runnable action, MemorySegment left, MemorySegment right) {
    action.run();
    return 0;
  }
}
