package dev.intarsia.parquet.write;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.FileSink;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The finished pages of one column chunk, headers included, as they will stand in the file. Pages
 * wait here until their row group ends, in blocks that are filled one after another, so that
 * nothing is copied twice and little is reserved for columns that need little.
 */
final class PageStore implements AutoCloseable {
  private static final long FIRST_BLOCK = 4 << 10;
  static final long LARGEST_BLOCK = 256 << 10;

  private final MemoryPool pool;
  private final String owner;
  private final List<GrowableSegment> blocks = new ArrayList<>();
  private int current;
  private long size;

  PageStore(MemoryPool pool, String owner) {
    this.pool = pool;
    this.owner = owner;
  }

  /** Bytes of all pages. */
  long size() {
    return size;
  }

  void append(MemorySegment source, long offset, long length) {
    long done = 0;
    while (done < length) {
      GrowableSegment block = blockWithRoom();
      long part = Math.min(length - done, block.capacity() - block.size());
      block.putBytes(source, offset + done, part);
      done += part;
    }
    size += length;
  }

  private GrowableSegment blockWithRoom() {
    if (current < blocks.size() && isFull(blocks.get(current))) {
      current++;
    }
    if (current == blocks.size()) {
      long bytes = Math.min(LARGEST_BLOCK, FIRST_BLOCK << Math.min(2 * current, 16));
      blocks.add(GrowableSegment.allocate(pool, owner, bytes));
    }
    GrowableSegment block = blocks.get(current);
    if (block.capacity() == 0) {
      block.reserve(1);
    }
    return block;
  }

  /** A block that has given its memory back is empty, not full. */
  private static boolean isFull(GrowableSegment block) {
    return block.size() > 0 && block.size() == block.capacity();
  }

  void writeTo(FileSink sink) throws IOException {
    for (int i = 0; i < blocks.size() && blocks.get(i).size() > 0; i++) {
      sink.write(blocks.get(i).segment(), 0, blocks.get(i).size());
    }
  }

  /** Gives the memory back; other columns will need it. */
  void release() {
    for (GrowableSegment block : blocks) {
      block.release();
    }
    current = 0;
    size = 0;
  }

  @Override
  public void close() {
    for (GrowableSegment block : blocks) {
      block.close();
    }
  }
}
