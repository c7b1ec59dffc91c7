package dev.intarsia.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file read through a channel. */
final class ChannelSource implements FileSource {
  /** What the JDK is willing to wrap. */
  private static final long LARGEST_BUFFER = 1 << 30;

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
      long length = Math.min(target.byteSize() - done, LARGEST_BUFFER);
      ByteBuffer piece = target.asSlice(done, length).asByteBuffer();
      int read = channel.read(piece, position + done);
      if (read < 0) {
        throw new EOFException(
            "%s ends before byte %d".formatted(name, position + target.byteSize()));
      }
      done += read;
    }
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
