package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DetectLeaks
class ChannelSinkTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final WritableByteChannel channel = Channels.newChannel(bytes);

  private static MemoryPool pool(boolean onHeap) {
    MemoryLimit limit = MemoryLimit.mebibytes(16);
    return onHeap ? MemoryPool.onHeap("heap", limit) : MemoryPool.create("native", limit);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void largeRangesOfAnyMemoryArriveWhole(boolean onHeap) throws IOException {
    byte[] data = new byte[3_500_001];
    new Random(3).nextBytes(data);
    try (MemoryPool pool = pool(onHeap);
        GrowableSegment segment = GrowableSegment.allocate(pool, "data", data.length)) {
      segment.putBytes(data, 0, data.length);
      FileSink sink = FileSink.of(channel);
      sink.write(segment.segment(), 0, 1);
      sink.write(segment.segment(), 1, data.length - 1);
      sink.write(segment.segment(), 5, 0);
      sink.commit();

      assertThat(sink.position()).isEqualTo(data.length);
    }
    assertThat(bytes.toByteArray()).isEqualTo(data);
  }

  @Test
  void arraysOfTheCallersAreTakenToo() throws IOException {
    FileSink sink = FileSink.of(channel);
    sink.write(MemorySegment.ofArray(new long[] {0x0807060504030201L}), 2, 3);

    assertThat(bytes.toByteArray()).containsExactly(3, 4, 5);
  }

  @Test
  void aRangeOutsideTheSegmentIsRefusedWhole() throws IOException {
    FileSink sink = FileSink.of(channel);
    MemorySegment segment = MemorySegment.ofArray(new byte[10]);

    assertThatThrownBy(() -> sink.write(segment, 5, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sink.write(segment, -1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(sink.position()).isZero();
    sink.commit();
  }

  @Test
  void theCallersChannelStaysOpen() throws IOException {
    FileSink.of(channel).commit();
    FileSink.of(channel).discard();

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aChannelHandedOverIsClosedInTheEnd() throws IOException {
    FileSink sink = FileSink.closing(channel);
    sink.commit();
    sink.commit();
    sink.close();
    assertThat(channel.isOpen()).isFalse();

    WritableByteChannel other = Channels.newChannel(bytes);
    FileSink.closing(other).close();
    assertThat(other.isOpen()).isFalse();
  }

  @Test
  void afterTheEndNothingIsTaken() throws IOException {
    FileSink committed = FileSink.of(channel);
    committed.commit();
    committed.discard();
    assertThatThrownBy(() -> committed.write(MemorySegment.ofArray(new byte[1]), 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("committed");

    FileSink discarded = FileSink.of(channel);
    discarded.discard();
    assertThatThrownBy(discarded::commit)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("discarded");
  }

  @Test
  void afterAFailedWriteNothingIsCommitted() throws IOException {
    WritableByteChannel failing =
        new Given(
            ignored -> {
              throw new IOException("Broken pipe");
            });
    FileSink sink = FileSink.of(failing);

    assertThatThrownBy(() -> sink.write(MemorySegment.ofArray(new byte[9]), 0, 9))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Broken pipe")
        .hasMessageContaining("at byte 0");
    assertThatThrownBy(sink::commit).isInstanceOf(IOException.class);
    sink.discard();
  }

  @Test
  void anErrorThatIsNoIoExceptionAlsoBreaksTheSink() throws IOException {
    WritableByteChannel failing =
        new Given(
            ignored -> {
              throw new IllegalArgumentException("a sink's own mistake");
            });
    FileSink sink = FileSink.of(failing);

    assertThatThrownBy(() -> sink.write(MemorySegment.ofArray(new byte[9]), 0, 9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(sink::commit).isInstanceOf(IOException.class);
  }

  @Test
  void aChannelThatTakesNothingIsGivenUp() throws IOException {
    FileSink sink = FileSink.of(new Given(ignored -> 0));

    assertThatThrownBy(() -> sink.write(MemorySegment.ofArray(new byte[9]), 0, 9))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("takes no more bytes");
  }

  @Test
  void aChannelThatDoesNotBlockIsRefused() throws IOException {
    Pipe pipe = Pipe.open();
    try (WritableByteChannel sink = pipe.sink()) {
      pipe.sink().configureBlocking(false);
      assertThatThrownBy(() -> FileSink.of(sink)).isInstanceOf(IllegalArgumentException.class);
    } finally {
      pipe.source().close();
    }
  }

  @Test
  void aFullDeviceSaysSo() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(full.toFile().exists(), "this system has no /dev/full");
    try (FileSink sink = FileSink.closing(FileChannel.open(full, StandardOpenOption.WRITE))) {
      assertThatThrownBy(() -> sink.write(MemorySegment.ofArray(new byte[9]), 0, 9))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
    }
  }

  /** A channel whose writes do what a test gives it to do. */
  private record Given(Write write) implements WritableByteChannel {
    private interface Write {
      int write(ByteBuffer source) throws IOException;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return write.write(source);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
