package dev.intarsia.parquet.format;

import shaded.parquet.org.apache.thrift.transport.TTransportException;

/**
 * What Thrift reads comes from a range of something. What a length within the range claims is
 * compared with what is left of the range before Thrift allocates for it.
 */
public abstract non-sealed class RangeTransport extends AlwaysOpen {
  /** Belongs to one thread at a time. */
  protected RangeTransport() {}

  /**
   * Where reading has come to.
   *
   * @return the place of the next byte, counted as the range is
   */
  public abstract long position();

  /**
   * What may still be read.
   *
   * @return bytes of the range from {@link #position} on
   */
  public abstract long remaining();

  @Override
  public final void checkReadBytesAvailable(long bytes) throws TTransportException {
    if (bytes < 0 || bytes > remaining()) {
      throw new TTransportException(
          bytes + " bytes are declared at byte " + position() + ", where " + remaining() + " are");
    }
  }

  @Override
  public final void write(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("only reads");
  }
}
