package dev.intarsia.parquet;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes ranges of segments to a channel, whole, however little it takes at a time. */
final class ChannelOutput {
  /** One view object for so many bytes: rare enough, and still a good size for one system call. */
  private static final int PIECE_BYTES = 1 << 20;

  /** A copy buffer for heap memory, which has no view that channels take. */
  private static final int COPY_BYTES = 1 << 16;

  /** A blocking channel that refuses so often in a row will not take the bytes at all. */
  private static final int REFUSALS = 1_000;

  private final WritableByteChannel channel;
  private final String name;
  private @Nullable ByteBuffer copy;
  private long position;
  private boolean broken;

  ChannelOutput(WritableByteChannel channel, String name) {
    this.channel = channel;
    this.name = name;
  }

  long position() {
    return position;
  }

  /** Whether a write failed, so that the bytes written so far are not the ones asked for. */
  boolean isBroken() {
    return broken;
  }

  void write(MemorySegment segment, long offset, long length) throws IOException {
    Objects.checkFromIndexSize(offset, length, segment.byteSize());
    long end = offset + length;
    broken = true;
    try {
      for (long at = offset; at < end; ) {
        ByteBuffer piece = piece(segment, at, end - at);
        at += piece.remaining();
        drain(piece);
      }
    } catch (IOException e) {
      throw new IOException("cannot write " + name + " at byte " + position + why(e), e);
    }
    broken = false;
  }

  static String why(IOException e) {
    String message = e.getMessage();
    return switch (e) {
      case ClosedByInterruptException interrupt -> ": the thread was interrupted";
      case ClosedChannelException closed -> ": the channel is closed";
      default -> ": " + (message == null ? e : message);
    };
  }

  private ByteBuffer piece(MemorySegment segment, long offset, long length) {
    if (segment.isNative()) {
      return segment.asSlice(offset, Math.min(length, PIECE_BYTES)).asByteBuffer();
    }
    ByteBuffer buffer = copy == null ? ByteBuffer.allocate(COPY_BYTES) : copy;
    copy = buffer;
    int bytes = (int) Math.min(length, COPY_BYTES);
    buffer.clear().limit(bytes);
    MemorySegment.copy(segment, offset, MemorySegment.ofBuffer(buffer), 0, bytes);
    return buffer;
  }

  private void drain(ByteBuffer piece) throws IOException {
    int refused = 0;
    while (piece.hasRemaining()) {
      int written = channel.write(piece);
      position += written;
      refused = written == 0 ? refused + 1 : 0;
      if (refused == REFUSALS) {
        throw new IOException("the channel takes no more bytes");
      }
    }
  }
}
