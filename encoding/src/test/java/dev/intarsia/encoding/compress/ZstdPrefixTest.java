package dev.intarsia.encoding.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.intarsia.encoding.Buffers;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The front of frames that zstd-jni made. */
@DetectLeaks
final class ZstdPrefixTest {
  @BeforeEach
  void needTheLibrary() {
    assumeTrue(ZstdPrefix.isAvailable());
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(5).nextBytes(noise);
    return noise;
  }

  private static List<byte[]> pages() {
    StringBuilder text = new StringBuilder();
    Random random = new Random(7);
    while (text.length() < 900_000) {
      text.append("row ").append(random.nextInt(5_000)).append(" of the page; ");
    }
    byte[] mixed = Arrays.copyOf(text.toString().getBytes(UTF_8), 1_000_000);
    System.arraycopy(noise(200_000), 0, mixed, 300_000, 200_000);
    return List.of(mixed, noise(400_000), new byte[700_000], "short".getBytes(UTF_8));
  }

  private static byte[] streamed(byte[] page) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes, 3).setChecksum(true)) {
      out.write(page);
    }
    return bytes.toByteArray();
  }

  @Test
  void hasTheBytesThatWereAskedForAndFewMore() throws IOException {
    try (Buffers buffers = new Buffers();
        ZstdPrefix prefix = new ZstdPrefix(buffers.pool)) {
      for (byte[] page : pages()) {
        for (byte[] frame :
            List.of(Zstd.compress(page, 3), Zstd.compress(page, 9), streamed(page))) {
          MemorySegment source = buffers.bytes(frame);
          MemorySegment target = buffers.bytes(new byte[page.length]);
          long stream = prefix.begin(source, 0, frame.length, target, 0, page.length);
          assertThat(prefix.isAt(stream)).isTrue();
          for (long wanted = 1; wanted <= page.length; wanted = wanted * 3 + 1) {
            long there = prefix.advance(wanted);
            assertThat(there).isBetween(wanted, wanted + ZstdPrefix.BLOCK_BYTES);
            assertThat(target.asSlice(0, there).toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(Arrays.copyOf(page, (int) there));
          }
          assertThat(prefix.advance(page.length)).isEqualTo(page.length);
          assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(page);
        }
      }
    }
  }

  @Test
  void forgetsAFrameForAnother() {
    byte[] page = noise(300_000);
    byte[] frame = Zstd.compress(page, 3);
    try (Buffers buffers = new Buffers();
        ZstdPrefix prefix = new ZstdPrefix(buffers.pool)) {
      MemorySegment source = buffers.bytes(frame);
      MemorySegment first = buffers.bytes(new byte[page.length]);
      MemorySegment second = buffers.bytes(new byte[page.length]);
      long one = prefix.begin(source, 0, frame.length, first, 0, page.length);
      prefix.advance(1);
      long other = prefix.begin(source, 0, frame.length, second, 0, page.length);
      assertThat(prefix.isAt(one)).isFalse();
      assertThat(prefix.isAt(other)).isTrue();
      assertThat(prefix.advance(200_000)).isBetween(200_000L, 300_000L);
      assertThat(second.asSlice(0, 200_000).toArray(ValueLayout.JAVA_BYTE))
          .isEqualTo(Arrays.copyOf(page, 200_000));
    }
  }

  @Test
  void leavesWhatIsOutOfTheOrdinaryToTheCodec() {
    byte[] page = pages().getFirst();
    byte[] frame = Zstd.compress(page, 3);
    byte[] half = Zstd.compress(Arrays.copyOf(page, page.length / 2), 3);
    byte[] twoFrames = Arrays.copyOf(half, half.length * 2);
    System.arraycopy(half, 0, twoFrames, half.length, half.length);
    byte[] skippable = new byte[frame.length + 8];
    skippable[0] = 0x50;
    skippable[1] = 0x2A;
    skippable[2] = 0x4D;
    skippable[3] = 0x18;
    System.arraycopy(frame, 0, skippable, 8, frame.length);
    List<byte[]> odd =
        List.of(new byte[0], new byte[3], Arrays.copyOf(frame, 6), twoFrames, skippable);
    try (Buffers buffers = new Buffers();
        ZstdPrefix prefix = new ZstdPrefix(buffers.pool)) {
      for (byte[] source : odd) {
        MemorySegment target = buffers.bytes(new byte[page.length]);
        prefix.begin(buffers.bytes(source), 0, source.length, target, 0, page.length);
        assertThat(prefix.advance(page.length)).isEqualTo(ZstdPrefix.UNKNOWN);
        assertThat(prefix.advance(page.length)).isEqualTo(ZstdPrefix.UNKNOWN);
      }
    }
  }

  @Test
  void survivesFramesWithChangedBytes() {
    byte[] page = pages().getFirst();
    byte[] frame = Zstd.compress(page, 3);
    Random random = new Random(11);
    int refused = 0;
    try (Buffers buffers = new Buffers();
        ZstdPrefix prefix = new ZstdPrefix(buffers.pool)) {
      MemorySegment target = buffers.bytes(new byte[page.length]);
      for (int i = 0; i < 300; i++) {
        byte[] changed =
            Arrays.copyOf(frame, i % 3 == 0 ? random.nextInt(frame.length) : frame.length);
        for (int j = 0; j < 3 && changed.length > 0; j++) {
          changed[random.nextInt(i % 2 == 0 ? Math.min(20, changed.length) : changed.length)] =
              (byte) random.nextInt();
        }
        MemorySegment source = MemorySegment.ofArray(changed);
        MemorySegment copy = buffers.bytes(new byte[frame.length]);
        MemorySegment.copy(source, 0, copy, 0, changed.length);
        prefix.begin(copy, 0, changed.length, target, 0, page.length);
        long there = prefix.advance(page.length);
        refused += there == ZstdPrefix.UNKNOWN ? 1 : 0;
        assertThat(there).isIn(ZstdPrefix.UNKNOWN, (long) page.length);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void isClosedOnce() {
    try (Buffers buffers = new Buffers()) {
      ZstdPrefix prefix = new ZstdPrefix(buffers.pool);
      prefix.close();
      assertThatIllegalStateException().isThrownBy(prefix::close);
      MemorySegment bytes = buffers.bytes(new byte[9]);
      assertThatIllegalStateException().isThrownBy(() -> prefix.begin(bytes, 0, 9, bytes, 0, 9));
    }
  }
}
