package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  /** A page body of more than 1 GiB lies in a chunk of 2 GiB, of which a ByteBuffer has no view. */
  @Test
  @SuppressWarnings("restricted")
  void chunkOfTwoGibibytesHasAChecksum() {
    MemorySegment chunk = MemorySegment.ofAddress(1L << 20).reinterpret(1L << 31);
    assertThat(new Checksum().of(chunk, 0, 0)).isZero();
  }

  @Test
  void segmentsThatTakeTurnsNeedNoViewEach() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(5);
    byte[] bytes = new byte[1 << 16];
    random.nextBytes(bytes);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(bytes.length, bytes.length);
      MemorySegment.copy(bytes, 0, all, ValueLayout.JAVA_BYTE, 0, bytes.length);
      MemorySegment[] segments = new MemorySegment[8];
      long[] expected = new long[segments.length];
      for (int i = 0; i < segments.length; i++) {
        CRC32 crc = new CRC32();
        crc.update(bytes, i * 1000 + 3, 500 + i);
        expected[i] = crc.getValue();
        segments[i] = all.asSlice(i * 1000L, 1000);
      }
      Checksum checksum = new Checksum();
      int rounds = 20_000;
      long allocated = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 10 && allocated > rounds; attempt++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        int wrong = 0;
        for (int i = 0; i < rounds; i++) {
          int at = i % segments.length;
          wrong += checksum.of(segments[at], 3, 500 + at) == expected[at] ? 0 : 1;
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(wrong).isZero();
      }
      assertThat(allocated).isLessThanOrEqualTo(rounds); // a view has some hundred bytes
    }
  }

  @Test
  void bytesBeyondTheSegmentAreRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(10);
      Checksum checksum = new Checksum();
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> checksum.of(segment, 5, 6));
    }
  }
}
