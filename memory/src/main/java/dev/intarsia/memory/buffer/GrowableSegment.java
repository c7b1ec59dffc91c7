package dev.intarsia.memory.buffer;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.LeakDetector;
import dev.intarsia.memory.LeakTicket;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.slab.Chunk;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes with an append position over one chunk of a pool; a larger chunk takes its place when it is
 * full.
 *
 * <pre>
 *   0            size                capacity
 *   | written ... | reserve() ... free |
 * </pre>
 *
 * <p>Takes memory with the first byte, at least the expected size, then doubles. {@link #clear}
 * keeps the memory for the next round, so that a steady state allocates nothing; {@link #release}
 * gives it back. Not thread-safe; it may move between threads with a happens-before. The segment it
 * shows is raw: it is not confined, it goes stale with growth, and only the bounds of the capacity
 * guard it.
 */
public final class GrowableSegment implements AutoCloseable {
  private static final long CLOSED = -1;

  private final MemoryPool pool;
  private final String owner;
  private final long expectedBytes;

  private LeakTicket ticket = LeakTicket.NONE;
  private @Nullable Chunk chunk;
  private MemorySegment segment = MemorySegment.NULL;

  /** Of the segment; 0 where there is none, or on the heap. */
  private long address;

  private long size;
  private long capacity;

  private GrowableSegment(MemoryPool pool, String owner, long expectedBytes) {
    this.pool = pool;
    this.owner = owner;
    this.expectedBytes = expectedBytes;
  }

  /**
   * A buffer that holds no memory yet.
   *
   * @param pool where memory comes from
   * @param owner who it is for, for messages
   * @param expectedBytes how large the first chunk is to be; 0 for the smallest
   * @return the buffer, to be closed by the caller
   */
  public static GrowableSegment allocate(MemoryPool pool, String owner, long expectedBytes) {
    if (expectedBytes < 0) {
      throw new IllegalArgumentException("expecting " + expectedBytes + " bytes for " + owner);
    }
    GrowableSegment buffer = new GrowableSegment(pool, owner, expectedBytes);
    buffer.ticket = LeakDetector.track(buffer, owner, pool);
    return buffer;
  }

  /**
   * The whole capacity; valid until the next growth, release or close.
   *
   * @return raw memory, as long as {@link #capacity}
   * @throws IllegalStateException if closed
   */
  public MemorySegment segment() {
    if (capacity < 0) {
      throw closed();
    }
    return segment;
  }

  /**
   * What was appended.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * What can be appended in all without growth.
   *
   * @return bytes
   */
  public long capacity() {
    return Math.max(capacity, 0);
  }

  /**
   * Makes room.
   *
   * @param extra bytes to be written behind {@link #size}
   * @return the offset to write at, which is {@link #size}
   * @throws dev.intarsia.memory.MemoryLimitExceededException if the pool cannot serve the growth;
   *     nothing is lost then
   * @throws IllegalStateException if closed
   */
  public long reserve(long extra) {
    if (capacity - size < extra || extra < 0) {
      grow(extra);
    }
    return size;
  }

  private void grow(long extra) {
    if (capacity < 0) {
      throw closed();
    }
    if (extra < 0) {
      throw new IllegalArgumentException("reserve " + extra + " bytes in buffer " + owner);
    }
    long wanted = Math.addExact(size, extra);
    LeakDetector.poll();
    Chunk old = chunk;
    Chunk larger = pool.budget().acquire(owner, Math.max(wanted, old == null ? expectedBytes : 0));
    if (old != null) {
      MemorySegment.copy(segment, 0, larger.segment(), 0, size);
      old.release();
    }
    use(larger);
  }

  private void use(@Nullable Chunk next) {
    chunk = next;
    segment = next == null ? MemorySegment.NULL : next.segment();
    address = Raw.address(segment);
    capacity = next == null ? 0 : next.size();
    ticket.resize(capacity);
  }

  /**
   * Reads four bytes, little-endian, as {@link Raw} does: the caller answers for the offset.
   *
   * @param at offset within the capacity
   * @return the number
   */
  public int getInt(long at) {
    return Raw.getInt(segment, address, at);
  }

  /**
   * Reads eight bytes, little-endian, as {@link Raw} does: the caller answers for the offset.
   *
   * @param at offset within the capacity
   * @return the number
   */
  public long getLong(long at) {
    return Raw.getLong(segment, address, at);
  }

  /**
   * Writes a byte, as {@link Raw} does: the caller answers for the offset.
   *
   * @param at offset within the capacity
   * @param value the byte
   */
  public void setByte(long at, byte value) {
    Raw.putByte(segment, address, at, value);
  }

  /**
   * Writes four bytes, little-endian, as {@link Raw} does: the caller answers for the offset.
   *
   * @param at offset within the capacity
   * @param value the number
   */
  public void setInt(long at, int value) {
    Raw.putInt(segment, address, at, value);
  }

  /**
   * Writes eight bytes, little-endian, as {@link Raw} does: the caller answers for the offset.
   *
   * @param at offset within the capacity
   * @param value the number
   */
  public void setLong(long at, long value) {
    Raw.putLong(segment, address, at, value);
  }

  /**
   * Copies 32 bytes, as {@link Raw} does: the caller answers for both offsets.
   *
   * @param at offset within the capacity
   * @param source where from
   * @param sourceAddress of the source, as {@link Raw} wants it, or 0 if the segment is to check
   * @param offset where in the source
   */
  public void setFourLongs(long at, MemorySegment source, long sourceAddress, long offset) {
    Raw.copyFourLongs(segment, address, at, source, sourceAddress, offset);
  }

  /**
   * Says that bytes were written behind {@link #size}.
   *
   * @param bytes how many, at most what is free
   * @throws IndexOutOfBoundsException if that is more than the capacity, or negative
   */
  public void commit(long bytes) {
    if (bytes < 0 || bytes > capacity - size) {
      throw outOfCapacity(bytes);
    }
    size += bytes;
  }

  /**
   * Takes appended bytes back.
   *
   * @param newSize at most {@link #size}
   */
  public void truncate(long newSize) {
    requireOpen();
    Objects.checkIndex(newSize, size + 1);
    size = newSize;
  }

  /** Forgets what was appended; the memory is kept for the next round. */
  public void clear() {
    requireOpen();
    size = 0;
  }

  /** Forgets what was appended and gives the memory back; appending takes memory again. */
  public void release() {
    requireOpen();
    giveBack();
  }

  private void giveBack() {
    Chunk held = letGo();
    if (held != null) {
      held.release();
    }
  }

  private @Nullable Chunk letGo() {
    Chunk held = chunk;
    use(null);
    size = 0;
    return held;
  }

  /**
   * Gives the memory to the caller instead of the pool and is empty afterwards.
   *
   * @return the chunk, now the caller's to release; null if there is none
   */
  // The type is exported to nobody: this serves BatchArena only.
  @SuppressWarnings("exports")
  public @Nullable Chunk surrender() {
    requireOpen();
    return letGo();
  }

  /**
   * Appends a byte.
   *
   * @param value the byte
   */
  public void putByte(byte value) {
    long at = reserve(Byte.BYTES);
    segment.set(BYTE, at, value);
    size = at + Byte.BYTES;
  }

  /**
   * Appends four bytes, little-endian.
   *
   * @param value the number
   */
  public void putInt(int value) {
    long at = reserve(Integer.BYTES);
    segment.set(INT_LE, at, value);
    size = at + Integer.BYTES;
  }

  /**
   * Appends eight bytes, little-endian.
   *
   * @param value the number
   */
  public void putLong(long value) {
    long at = reserve(Long.BYTES);
    segment.set(LONG_LE, at, value);
    size = at + Long.BYTES;
  }

  /**
   * Appends a range of a segment.
   *
   * @param source where from; not this buffer's own segment
   * @param offset the first byte there
   * @param length bytes
   */
  public void putBytes(MemorySegment source, long offset, long length) {
    Objects.checkFromIndexSize(offset, length, source.byteSize());
    long at = reserve(length);
    MemorySegment.copy(source, offset, segment, at, length);
    size = at + length;
  }

  /**
   * Appends a range of an array.
   *
   * @param source where from
   * @param offset the first byte there
   * @param length bytes
   */
  public void putBytes(byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    long at = reserve(length);
    MemorySegment.copy(source, offset, segment, ValueLayout.JAVA_BYTE, at, length);
    size = at + length;
  }

  /**
   * Appends zeros.
   *
   * @param count bytes
   */
  public void putZeros(long count) {
    long at = reserve(count);
    size = at + count;
    long i = at;
    for (; i <= size - Long.BYTES; i += Long.BYTES) {
      setLong(i, 0);
    }
    for (; i < size; i++) {
      segment.set(Layouts.BYTE, i, (byte) 0);
    }
  }

  /**
   * Gives the memory back for good.
   *
   * @throws IllegalStateException if closed before
   */
  @Override
  public void close() {
    if (capacity < 0) {
      throw new IllegalStateException("double release of buffer \"" + owner + "\"");
    }
    giveBack();
    ticket.close();
    capacity = CLOSED;
  }

  private void requireOpen() {
    if (capacity < 0) {
      throw closed();
    }
  }

  private IllegalStateException closed() {
    return new IllegalStateException("buffer \"" + owner + "\" is closed");
  }

  private RuntimeException outOfCapacity(long bytes) {
    return capacity < 0
        ? closed()
        : new IndexOutOfBoundsException(
            "commit of %d bytes at %d in buffer \"%s\" of capacity %d"
                .formatted(bytes, size, owner, capacity));
  }

  @Override
  public String toString() {
    return "GrowableSegment[" + owner + ": " + size + " of " + capacity() + " bytes]";
  }
}
