package dev.intarsia.parquet.verify;

import dev.intarsia.parquet.format.RangeTransport;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** A range of a file, read from its start to its end through one buffer. */
final class FileRange extends RangeTransport {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long bufferEnd;
  private long end;

  FileRange(FileChannel channel) {
    this.channel = channel;
  }

  /** Starts over; a buffer that holds the new start is kept. */
  void over(long from, long to) {
    long bufferStart = bufferEnd - buffer.limit();
    if (from >= bufferStart && from < bufferEnd) {
      buffer.position((int) (from - bufferStart));
    } else {
      buffer.limit(0);
      bufferEnd = from;
    }
    end = to;
  }

  @Override
  public long position() {
    return bufferEnd - buffer.remaining();
  }

  @Override
  public long remaining() {
    return end - position();
  }

  /** Steps over bytes, which must be within the range, and adds them to a checksum. */
  void checksum(long length, CRC32 crc) throws IOException {
    for (long left = length; left > 0; ) {
      int bytes = available(left);
      crc.update(buffer.array(), buffer.position(), bytes);
      buffer.position(buffer.position() + bytes);
      left -= bytes;
    }
  }

  /** How many of the wanted bytes, at least one, are in the buffer. */
  private int available(long wanted) throws IOException {
    if (remaining() <= 0) {
      throw new EOFException("it ends at byte " + end);
    }
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int read = channel.read(buffer, bufferEnd);
      buffer.flip();
      if (read <= 0) {
        throw new EOFException("the file ends at byte " + bufferEnd);
      }
      bufferEnd += read;
    }
    return (int) Math.min(Math.min(wanted, remaining()), buffer.remaining());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws TTransportException {
    try {
      int count = length == 0 ? 0 : available(length);
      buffer.get(bytes, offset, count);
      return count;
    } catch (IOException e) {
      throw new TTransportException(e.getMessage(), e);
    }
  }
}
