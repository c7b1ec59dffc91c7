package dev.intarsia.parquet;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;

/** A sink into a channel of the caller's. */
final class ChannelSink implements FileSink {
  private final WritableByteChannel channel;
  private final boolean closes;
  private final ChannelOutput output;
  private SinkState state = SinkState.OPEN;

  ChannelSink(WritableByteChannel channel, boolean closes) {
    if (channel instanceof SelectableChannel selectable && !selectable.isBlocking()) {
      throw new IllegalArgumentException("the channel does not block: " + channel);
    }
    this.channel = channel;
    this.closes = closes;
    this.output = new ChannelOutput(channel, "to the channel");
  }

  @Override
  public long position() {
    return output.position();
  }

  @Override
  public void write(MemorySegment segment, long offset, long length) throws IOException {
    state.checkOpen("write");
    output.write(segment, offset, length);
  }

  @Override
  public void commit() throws IOException {
    if (state == SinkState.COMMITTED) {
      return;
    }
    state.checkOpen("commit");
    if (output.isBroken()) {
      throw new IOException("cannot commit the channel: a write failed before");
    }
    end(SinkState.COMMITTED);
  }

  @Override
  public void discard() throws IOException {
    if (state == SinkState.OPEN) {
      end(SinkState.DISCARDED);
    }
  }

  private void end(SinkState last) throws IOException {
    state = last;
    if (closes) {
      channel.close();
    }
  }
}
