package dev.intarsia.memory.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.PoolOptions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowableSegmentTest {
  private final MemoryPool pool =
      MemoryPool.create(
          "test", MemoryLimit.mebibytes(64), PoolOptions.defaults().withPoisoned(true));

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(pool.used()).isZero();
    pool.close();
  }

  @Test
  void takesNoMemoryBeforeTheFirstByte() {
    try (GrowableSegment buffer = GrowableSegment.allocate(pool, "lazy", 1 << 20)) {
      assertThat(pool.used()).isZero();
      assertThat(buffer.capacity()).isZero();
      buffer.putByte((byte) 1);
      assertThat(pool.used()).isEqualTo(1 << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void growthKeepsWhatWasWritten(boolean onHeap) {
    try (MemoryPool own =
            MemoryPool.create("own", MemoryLimit.mebibytes(64), new PoolOptions(onHeap, true));
        GrowableSegment buffer = GrowableSegment.allocate(own, "grown", 0)) {
      Random random = new Random(7);
      byte[] expected = new byte[9_000_000];
      random.nextBytes(expected);
      int at = 0;
      while (at < expected.length) {
        int length = Math.min(random.nextInt(1, 100_000), expected.length - at);
        buffer.putBytes(expected, at, length);
        at += length;
      }
      assertThat(buffer.size()).isEqualTo(expected.length);
      byte[] written = buffer.segment().asSlice(0, buffer.size()).toArray(ValueLayout.JAVA_BYTE);
      assertThat(written).isEqualTo(expected);
    }
  }

  @Test
  void numbersAreLittleEndianAndUnaligned() {
    try (GrowableSegment buffer = GrowableSegment.allocate(pool, "numbers", 0)) {
      buffer.putByte((byte) 9);
      buffer.putInt(0x01020304);
      buffer.putLong(0x05060708090A0B0CL);
      buffer.putZeros(2);
      assertThat(buffer.segment().asSlice(0, buffer.size()).toArray(ValueLayout.JAVA_BYTE))
          .containsExactly(9, 4, 3, 2, 1, 12, 11, 10, 9, 8, 7, 6, 5, 0, 0);
    }
  }

  @Test
  void clearKeepsTheMemoryAndReleaseGivesItBack() {
    try (GrowableSegment buffer = GrowableSegment.allocate(pool, "rounds", 0)) {
      buffer.putZeros(5000);
      MemorySegment first = buffer.segment();
      buffer.clear();
      assertThat(buffer.size()).isZero();
      buffer.putZeros(5000);
      assertThat(buffer.segment()).isSameAs(first);
      buffer.release();
      assertThat(pool.used()).isZero();
      buffer.putInt(1);
      assertThat(buffer.size()).isEqualTo(4);
    }
  }

  @Test
  void commitAndTruncateStayInBounds() {
    try (GrowableSegment buffer = GrowableSegment.allocate(pool, "bounds", 0)) {
      buffer.reserve(10);
      buffer.commit(10);
      assertThatThrownBy(() -> buffer.commit(buffer.capacity()))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("bounds");
      assertThatThrownBy(() -> buffer.commit(-1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> buffer.truncate(11)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> buffer.reserve(-1)).isInstanceOf(IllegalArgumentException.class);
      buffer.truncate(3);
      assertThat(buffer.size()).isEqualTo(3);
    }
  }

  @Test
  void everyUseAfterCloseThrows() {
    GrowableSegment buffer = GrowableSegment.allocate(pool, "closed", 0);
    buffer.putInt(1);
    buffer.close();
    assertThatIllegalStateException()
        .isThrownBy(buffer::close)
        .withMessageContaining("double release");
    assertThatIllegalStateException().isThrownBy(buffer::segment).withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(() -> buffer.reserve(0));
    assertThatIllegalStateException().isThrownBy(() -> buffer.commit(0));
    assertThatIllegalStateException().isThrownBy(() -> buffer.truncate(0));
    assertThatIllegalStateException().isThrownBy(() -> buffer.putByte((byte) 1));
    assertThatIllegalStateException().isThrownBy(() -> buffer.putZeros(1));
    assertThatIllegalStateException().isThrownBy(() -> buffer.putBytes(new byte[1], 0, 1));
    assertThatIllegalStateException().isThrownBy(buffer::clear);
    assertThatIllegalStateException().isThrownBy(buffer::release);
  }

  @Test
  void aRefusedGrowthLosesNothing() {
    try (MemoryPool small = pool.child("small", MemoryLimit.kibibytes(8));
        GrowableSegment buffer = GrowableSegment.allocate(small, "squeezed", 0)) {
      buffer.putZeros(4000);
      buffer.putInt(42);
      assertThatThrownBy(() -> buffer.putZeros(1000))
          .isInstanceOf(MemoryLimitExceededException.class)
          .hasMessageContaining("squeezed")
          .hasMessageContaining("small");
      assertThat(buffer.size()).isEqualTo(4004);
      assertThat(buffer.segment().get(Layouts.INT_LE, 4000)).isEqualTo(42);
    }
  }
}
