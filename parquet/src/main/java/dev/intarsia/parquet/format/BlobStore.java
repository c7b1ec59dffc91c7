package dev.intarsia.parquet.format;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.FileSink;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Byte strings kept off-heap, one after the other, to be read once in that order. They stand in
 * pieces of a moderate size, so that growing never copies more than one piece; a string never
 * crosses from one piece to the next.
 */
final class BlobStore implements AutoCloseable {
  private static final long PIECE_BYTES = 1 << 20;
  private static final long FIRST_PIECE_BYTES = 1 << 12;

  private final MemoryPool pool;
  private final String owner;
  private final List<GrowableSegment> pieces = new ArrayList<>();
  private long size;

  BlobStore(MemoryPool pool, String owner) {
    this.pool = pool;
    this.owner = owner;
  }

  /** Bytes in all. */
  long size() {
    return size;
  }

  /** Makes sure that the next string of at most so many bytes finds room without asking for it. */
  void reserve(long length) {
    if (pieces.isEmpty()) {
      pieces.add(GrowableSegment.allocate(pool, owner, FIRST_PIECE_BYTES));
    } else if (pieces.getLast().size() > 0 && pieces.getLast().size() + length > PIECE_BYTES) {
      pieces.add(GrowableSegment.allocate(pool, owner, PIECE_BYTES));
    }
    pieces.getLast().reserve(length);
  }

  void append(MemorySegment bytes, long offset, long length) {
    reserve(length);
    pieces.getLast().putBytes(bytes, offset, length);
    size += length;
  }

  void writeTo(FileSink sink) throws IOException {
    for (GrowableSegment piece : pieces) {
      if (piece.size() > 0) {
        sink.write(piece.segment(), 0, piece.size());
      }
    }
  }

  Reader reader() {
    return new Reader();
  }

  /** Goes through the strings in order. */
  final class Reader {
    private int piece;
    private long position;
    private long start;

    /** Steps onto the next string, whose length the caller has kept. */
    void next(int length) {
      if (position == pieces.get(piece).size()) {
        piece++;
        position = 0;
      }
      start = position;
      position += length;
    }

    MemorySegment segment() {
      return pieces.get(piece).segment();
    }

    long offset() {
      return start;
    }
  }

  @Override
  public void close() {
    pieces.forEach(GrowableSegment::close);
    pieces.clear();
  }
}
