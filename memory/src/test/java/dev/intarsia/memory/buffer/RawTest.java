package dev.intarsia.memory.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.PoolOptions;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesAndReadsWhatTheSegmentWould(boolean onHeap) {
    try (MemoryPool pool = pool(onHeap);
        GrowableSegment memory = GrowableSegment.allocate(pool, "raw", 64)) {
      memory.putZeros(64);
      MemorySegment segment = memory.segment();
      long address = Raw.address(segment);
      assertThat(address == 0).isEqualTo(onHeap);
      Raw.putInt(segment, address, 3, 0x8123_4567);
      Raw.putLong(segment, address, 9, 0x8000_0000_0000_0001L);
      Raw.putByte(segment, address, 20, (byte) -2);
      assertThat(segment.get(Layouts.INT_LE, 3)).isEqualTo(0x8123_4567);
      assertThat(segment.get(Layouts.LONG_LE, 9)).isEqualTo(0x8000_0000_0000_0001L);
      assertThat(segment.get(Layouts.BYTE, 20)).isEqualTo((byte) -2);
      assertThat(segment.get(Layouts.BYTE, 21)).isZero();
      assertThat(Raw.getInt(segment, address, 3)).isEqualTo(0x8123_4567);
      assertThat(Raw.getLong(segment, address, 9)).isEqualTo(0x8000_0000_0000_0001L);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fourLongsAreCopiedWholeOrNotAtAll(boolean onHeap) {
    try (MemoryPool pool = pool(onHeap);
        GrowableSegment memory = GrowableSegment.allocate(pool, "copied", 64)) {
      memory.putZeros(64);
      MemorySegment target = memory.segment();
      long address = Raw.address(target);
      byte[] bytes = new byte[40];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (i + 1);
      }
      MemorySegment source = MemorySegment.ofArray(bytes);
      outOfBounds(() -> Raw.putFourLongs(target, address, 3, source, 9));
      outOfBounds(() -> Raw.putFourLongs(target, address, 3, source, -1));
      assertThat(target.asSlice(0, 64).mismatch(MemorySegment.ofArray(new byte[64]))).isEqualTo(-1);
      Raw.putFourLongs(target, address, 3, source, 8);
      assertThat(target.asSlice(3, 32).mismatch(source.asSlice(8, 32))).isEqualTo(-1);
      assertThat(target.get(Layouts.BYTE, 2)).isZero();
      assertThat(target.get(Layouts.BYTE, 35)).isZero();

      memory.reserve(64);
      memory.setFourLongs(60, source, 0, 8);
      assertThat(memory.segment().asSlice(60, 32).mismatch(source.asSlice(8, 32))).isEqualTo(-1);
      memory.setFourLongs(70, memory.segment(), Raw.address(memory.segment()), 3);
      assertThat(memory.segment().asSlice(70, 32).mismatch(source.asSlice(8, 32))).isEqualTo(-1);
      long end = memory.capacity();
      outOfBounds(() -> memory.setFourLongs(end - 31, source, 0, 8));
      outOfBounds(
          () -> memory.setFourLongs(0, memory.segment(), Raw.address(memory.segment()), end - 31));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBufferReadsAndWritesItsCapacityAlsoAfterGrowth(boolean onHeap) {
    try (MemoryPool pool = pool(onHeap);
        GrowableSegment memory = GrowableSegment.allocate(pool, "grown", 64)) {
      memory.putLong(-2);
      memory.putInt(77);
      memory.reserve(1 << 20);
      assertThat(memory.getLong(0)).isEqualTo(-2);
      assertThat(memory.getInt(8)).isEqualTo(77);
      memory.setLong(memory.capacity() - 8, 5);
      memory.setInt(0, -1);
      assertThat(memory.segment().get(Layouts.LONG_LE, memory.capacity() - 8)).isEqualTo(5);
      assertThat(memory.segment().get(Layouts.LONG_LE, 0)).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void assertionsMakeTestsFailThatLeaveTheMemory(boolean onHeap) {
    try (MemoryPool pool = pool(onHeap);
        GrowableSegment memory = GrowableSegment.allocate(pool, "bounds", 64)) {
      memory.reserve(64);
      long end = memory.capacity();
      outOfBounds(() -> memory.setLong(end - 7, 0));
      outOfBounds(() -> memory.setInt(end - 3, 0));
      outOfBounds(() -> memory.setByte(end, (byte) 0));
      outOfBounds(() -> memory.getLong(-1));
      outOfBounds(() -> memory.getInt(end));
      MemorySegment part = memory.segment().asSlice(0, 1);
      outOfBounds(() -> Raw.putInt(part, Raw.address(part), 0, 0));
    }
  }

  @Test
  void whatWasGivenBackHasNoAddress() {
    try (MemoryPool pool = pool(false);
        GrowableSegment memory = GrowableSegment.allocate(pool, "released", 64)) {
      memory.putLong(1);
      memory.release();
      outOfBounds(() -> memory.getLong(0));
      outOfBounds(() -> memory.setInt(0, 1));
    }
  }

  private static void outOfBounds(Runnable access) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(access::run);
  }

  private static MemoryPool pool(boolean onHeap) {
    return MemoryPool.create("raw", MemoryLimit.mebibytes(8), new PoolOptions(onHeap, true));
  }
}
