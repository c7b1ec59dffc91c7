package dev.intarsia.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ByteRange;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.RemoteFile;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@DetectLeaks
class RangeReadsTest {
  private static final int SIZE = 10_000;

  /** Each byte tells its place. */
  private static byte at(long position) {
    return (byte) ((position * 31) >> 3);
  }

  private static RemoteFile remote() {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = at(i);
    }
    return new RemoteFile(bytes);
  }

  private static ByteRange range(long offset, long length) {
    return new ByteRange(offset, length);
  }

  @Test
  void rangesWithinTheGapAreReadTogether() {
    assertThat(RangeReads.plan(List.of(range(0, 10), range(20, 10), range(41, 9)), 10, 1_000))
        .containsExactly(range(0, 30), range(41, 9));
  }

  @Test
  void aReadIsNoLongerThanTheMost() {
    assertThat(RangeReads.plan(List.of(range(0, 60), range(60, 60), range(120, 60)), 10, 120))
        .containsExactly(range(0, 120), range(120, 60));
  }

  @Test
  void aLongRangeIsReadAtOnceAllTheSame() {
    assertThat(RangeReads.plan(List.of(range(0, 500), range(500, 1)), 10, 100))
        .containsExactly(range(0, 500), range(500, 1));
  }

  @Test
  void orderAndOverlapDoNotMatter() {
    assertThat(
            RangeReads.plan(
                List.of(range(50, 20), range(0, 10), range(40, 20), range(45, 5), range(7, 0)),
                0,
                1_000))
        .containsExactly(range(0, 10), range(40, 30));
  }

  @Test
  void everyWantedByteIsThereAfterFewReads(MemoryPool pool) throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<ByteRange> wanted = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        int offset = random.nextInt(SIZE - 100);
        wanted.add(range(offset, 1 + random.nextInt(100)));
      }
      Collections.shuffle(wanted, random);
      RemoteFile remote = remote();
      ReaderOptions options =
          ReaderOptions.builder().readGap(random.nextInt(300)).readBytes(2_000).build();
      try (RangeReads reads = RangeReads.of(remote, wanted, pool, options, "test")) {
        assertThat(remote.reads()).hasSizeLessThanOrEqualTo(wanted.size()).hasSize(reads.count());
        assertThat(reads.readBytes())
            .isEqualTo(remote.reads().stream().mapToLong(ByteRange::length).sum());
        wanted.forEach(range -> checkBytes(reads, range));
      }
    }
  }

  private static void checkBytes(RangeReads reads, ByteRange range) {
    assertThat(reads.covers(range.offset(), range.length())).isTrue();
    MemorySegment bytes = reads.segment(range.offset());
    long offset = reads.offset(range.offset());
    for (long i = 0; i < range.length(); i++) {
      assertThat(bytes.get(ValueLayout.JAVA_BYTE, offset + i)).isEqualTo(at(range.offset() + i));
    }
  }

  @Test
  void tenColumnsSideBySideTakeOneRead(MemoryPool pool) throws IOException {
    List<ByteRange> chunks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      chunks.add(range(4 + i * 900L, 900));
    }
    RemoteFile remote = remote();
    try (RangeReads reads = RangeReads.of(remote, chunks, pool, ReaderOptions.defaults(), "test")) {
      assertThat(remote.reads()).containsExactly(range(4, 9_000));
      assertThat(reads.covers(4, 9_001)).isFalse();
      assertThat(reads.covers(3, 1)).isFalse();
    }
  }

  @Test
  void whatIsInMemoryIsNotRead(MemoryPool pool) throws IOException {
    FileSource source = FileSource.of(MemorySegment.ofArray(new byte[SIZE]), "here");
    try (RangeReads reads =
        RangeReads.of(source, List.of(range(0, 5)), pool, ReaderOptions.defaults(), "test")) {
      assertThat(reads.count()).isZero();
      assertThat(reads.covers(0, 1)).isFalse();
    }
  }

  @Test
  void aFailedReadLeavesNothingBehind(MemoryPool pool) {
    List<ByteRange> wanted = List.of(range(0, 10), range(SIZE - 5, 10));
    ReaderOptions options = ReaderOptions.builder().readGap(0).build();
    assertThatThrownBy(() -> RangeReads.of(remote(), wanted, pool, options, "test"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("remote ends");
    assertThat(pool.used()).isZero();
  }
}
