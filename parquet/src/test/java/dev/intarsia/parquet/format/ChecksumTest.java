package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  /** A page body of more than 1 GiB lies in a chunk of 2 GiB, of which a ByteBuffer has no view. */
  @Test
  @SuppressWarnings("restricted")
  void chunkOfTwoGibibytesHasAChecksum() {
    MemorySegment chunk = MemorySegment.ofAddress(1L << 20).reinterpret(1L << 31);
    assertThat(new Checksum().of(chunk, 0, 0)).isZero();
  }
}
