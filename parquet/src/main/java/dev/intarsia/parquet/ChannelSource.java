package dev.intarsia.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file read through a channel. */
final class ChannelSource implements FileSource {
  /** What the JDK is willing to wrap. */
  private static final long LARGEST_BUFFER = 1 << 30;

  private static final int PIECE_BYTES = 1 << 16;

  private final FileChannel channel;
  private final String name;
  private final boolean owned;

  ChannelSource(FileChannel channel, String name, boolean owned) {
    this.channel = channel;
    this.name = name;
    this.owned = owned;
  }

  static ChannelSource open(Path path) throws IOException {
    return new ChannelSource(
        FileChannel.open(path, StandardOpenOption.READ), path.toString(), true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void read(long position, MemorySegment target) throws IOException {
    for (long done = 0; done < target.byteSize(); ) {
      long left = target.byteSize() - done;
      int read =
          target.isNative()
              ? channel.read(view(target, done, left), position + done)
              : readCopy(target, done, left, position + done);
      if (read < 0) {
        throw new EOFException(
            "%s ends before byte %d".formatted(name, position + target.byteSize()));
      }
      done += read;
    }
  }

  private static ByteBuffer view(MemorySegment target, long offset, long left) {
    return target.asSlice(offset, Math.min(left, LARGEST_BUFFER)).asByteBuffer();
  }

  /** The arrays of the on-heap twin are not of bytes, and have no view. */
  private int readCopy(MemorySegment target, long offset, long left, long position)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(left, PIECE_BYTES));
    int read = channel.read(piece, position);
    if (read > 0) {
      MemorySegment.copy(piece.array(), 0, target, ValueLayout.JAVA_BYTE, offset, read);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      channel.close();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
