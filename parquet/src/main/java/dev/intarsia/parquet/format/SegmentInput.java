package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** A range of a segment, copied for Thrift piece by piece. */
final class SegmentInput extends RangeTransport {
  /** Thrift takes fields from an array it is shown faster than through calls. */
  private static final int PIECE_BYTES = 1 << 13;

  private static final byte[] EMPTY = {};

  private MemorySegment segment = MemorySegment.NULL;
  private long end;

  /** Where the piece ends in the segment. */
  private long pieceEnd;

  /** Never filled twice: Thrift keeps binaries as views of it. */
  private byte[] piece = EMPTY;

  private int at;

  /** Starts over. */
  void over(MemorySegment next, long from, long to) {
    segment = next;
    end = to;
    pieceEnd = from;
    piece = EMPTY;
    at = 0;
  }

  @Override
  public long position() {
    return pieceEnd - (piece.length - at);
  }

  @Override
  public long remaining() {
    return end - position();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws TTransportException {
    if (length == 0) {
      return 0;
    }
    if (at == piece.length) {
      fill();
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, offset, count);
    at += count;
    return count;
  }

  private void fill() throws TTransportException {
    int length = (int) Math.min(PIECE_BYTES, end - pieceEnd);
    if (length <= 0) {
      throw new TTransportException("it ends at byte " + end);
    }
    piece = new byte[length];
    at = 0;
    MemorySegment.copy(segment, Layouts.BYTE, pieceEnd, piece, 0, length);
    pieceEnd += length;
  }

  @Override
  public byte[] getBuffer() {
    return piece;
  }

  @Override
  public int getBufferPosition() {
    return at;
  }

  @Override
  public int getBytesRemainingInBuffer() {
    return piece.length - at;
  }

  @Override
  public void consumeBuffer(int length) {
    at += length;
  }
}
