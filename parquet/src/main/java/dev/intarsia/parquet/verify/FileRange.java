package dev.intarsia.parquet.verify;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.transport.TTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/**
 * A range of a file, read from its start to its end through one buffer. What a length within the
 * range claims is compared with what is left of the range before Thrift allocates for it.
 */
final class FileRange extends TTransport {
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

  /** The place in the file of the next byte. */
  long position() {
    return bufferEnd - buffer.remaining();
  }

  long remaining() {
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

  @Override
  public void checkReadBytesAvailable(long bytes) throws TTransportException {
    if (bytes < 0 || bytes > remaining()) {
      throw new TTransportException(
          bytes + " bytes are declared at byte " + position() + ", where " + remaining() + " are");
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public void write(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("only reads");
  }

  @Override
  public TConfiguration getConfiguration() {
    return TConfiguration.DEFAULT;
  }

  @Override
  public void updateKnownMessageSize(long size) {}
}
