package dev.intarsia.parquet.read;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one column chunk after another, as they stand in the file: where the source is in
 * memory, right there, else in a window that moves along with the reader.
 *
 * <pre>
 *   chunk   start ........................................ end
 *   window            from |..... held .....| to
 * </pre>
 */
final class ChunkBytes implements AutoCloseable {
  /** What is read at once, if the chunk has as much. */
  private static final long WINDOW_BYTES = 1 << 20;

  /** Decoders load words, which may reach beyond the last byte of a page. */
  private static final long SLACK = 64;

  private final OpenFile file;
  private final @Nullable MemorySegment mapped;
  private final GrowableSegment window;
  private long end;

  /** The file's byte at the start of the window. */
  private long from;

  private long to;
  private long readBytes;

  ChunkBytes(OpenFile file, String owner) {
    this.file = file;
    MemorySegment whole = file.mapped();
    mapped = whole == null ? null : unscoped(whole);
    window = GrowableSegment.allocate(file.pool(), owner + ", bytes of the file", 0);
  }

  /**
   * The same bytes without a scope, as the decoders read all memory: code that meets both kinds is
   * compiled again and again. {@link OpenFile#requireReadable} asks for the scope instead.
   */
  @SuppressWarnings("restricted")
  private static MemorySegment unscoped(MemorySegment segment) {
    return segment.isNative()
        ? MemorySegment.ofAddress(segment.address()).reinterpret(segment.byteSize())
        : segment;
  }

  /** Goes to a chunk that ends at this byte of the file. */
  void begin(long chunkEnd) {
    end = chunkEnd;
    from = 0;
    to = 0;
  }

  /** Whether {@link #segment} is the same for ever. */
  boolean isMapped() {
    return mapped != null;
  }

  /** What {@link #offset} counts in; good until the next call of {@link #hold}. */
  MemorySegment segment() {
    return mapped == null ? window.segment() : mapped;
  }

  /** Where a byte of the file is in {@link #segment}. */
  long offset(long position) {
    return mapped == null ? position - from : position;
  }

  /**
   * Makes bytes available, which have to be in the file; more are read ahead, up to the chunk's
   * end.
   *
   * @param position of the first in the file
   * @param length how many
   */
  void hold(long position, long length) throws IOException {
    if (mapped != null) {
      file.requireReadable();
      return;
    }
    if (position < from || position + length > to) {
      move(position, Math.max(length, Math.min(WINDOW_BYTES, end - position)));
    }
  }

  private void move(long position, long length) throws IOException {
    from = 0;
    to = 0;
    window.clear();
    window.reserve(length + SLACK);
    file.source().read(position, window.segment().asSlice(0, length));
    from = position;
    to = position + length;
    readBytes += length;
  }

  /** How many bytes of {@link #segment} from a position on can be looked at without a read. */
  long held(long position) {
    return mapped == null ? Math.max(0, to - position) : end - position;
  }

  /** What was read from a source that is not in memory. */
  long readBytes() {
    return readBytes;
  }

  @Override
  public void close() {
    window.close();
  }
}
