package dev.intarsia.encoding.compress;

import dev.intarsia.memory.LeakDetector;
import dev.intarsia.memory.LeakTicket;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decompresses Zstandard frames from the front, as far as somebody wants to read them. A frame is a
 * row of blocks, each of at most 128 KiB, which need those before them and none behind (RFC 8878,
 * 3.1.1):
 *
 * <pre>
 *   |magic: 4|descriptor: 1|window: 0-1|dictionary id: 0-4|content size: 0-8| block | block | ...
 *   block: |last: 1 bit|type: 2 bits|size: 21 bits| content |
 * </pre>
 *
 * <p>What is decompressed goes straight to its target, and stays where it is between calls. A frame
 * is read by one call of {@link #begin} and several of {@link #advance}; another {@code begin}
 * forgets it. Nothing here is the last word on a frame: whatever is out of the ordinary ends with
 * {@link #UNKNOWN}, and {@link Codec#decompress} tells what it is. One thread at a time.
 */
public final class ZstdPrefix implements AutoCloseable {
  /** Instead of a number of bytes: this frame has to be decompressed as a whole. */
  public static final long UNKNOWN = -1;

  /** No block holds more, so that shorter page bodies have nothing to spare. */
  public static final int BLOCK_BYTES = 1 << 17;

  private static final int MAGIC = 0xFD2FB528;
  private static final int MAGIC_BYTES = 4;
  private static final int SINGLE_SEGMENT = 1 << 5;
  private static final int BLOCK_HEADER_BYTES = 3;
  private static final int LAST_BLOCK = 1;
  private static final int RUN_LENGTH_BLOCK = 1;
  private static final int RESERVED_BLOCK = 3;

  /** Streams are told apart across all threads. */
  private static final AtomicLong STREAMS = new AtomicLong();

  private final MemorySegment context;
  private final boolean writesInPlace;

  /**
   * Where the library takes up its positions and leaves the next ones.
   *
   * <pre>
   *   |position in the target: 8|position in the source: 8|
   * </pre>
   */
  private final GrowableSegment positions;

  private final LeakTicket ticket;
  private boolean closed;

  private long stream = UNKNOWN;
  private MemorySegment source = MemorySegment.NULL;
  private MemorySegment target = MemorySegment.NULL;

  /** The first byte of the source that was not decompressed. */
  private long at;

  private long written;
  private boolean ended;

  /**
   * Takes the library's memory for one frame at a time.
   *
   * @param pool where memory for the calls comes from
   */
  public ZstdPrefix(MemoryPool pool) {
    context = ZstdNative.createDecompressor();
    writesInPlace = !ZstdNative.isError(ZstdNative.writeInPlace(context));
    positions = GrowableSegment.allocate(pool, "zstd prefix", 2 * Long.BYTES);
    ticket = LeakDetector.track(this, "zstd prefix", LeakDetector.UNKNOWN_SIZE);
  }

  /**
   * Whether the library can be reached for this.
   *
   * @return false where {@link Codec#decompress} is all there is
   */
  public static boolean isAvailable() {
    return ZstdNative.canStop();
  }

  /**
   * Goes to the start of a frame, none of which is decompressed yet. Both segments are the caller's
   * and stay where they are until the last {@link #advance}.
   *
   * @param compressed holds the frame
   * @param from where it starts
   * @param length its bytes
   * @param plain receives what it holds
   * @param to where that goes
   * @param capacity bytes that may be written; the frame holds no more
   * @return stands for this frame, and for no other in the process
   */
  public long begin(
      MemorySegment compressed,
      long from,
      long length,
      MemorySegment plain,
      long to,
      long capacity) {
    if (closed) {
      throw new IllegalStateException("The zstd prefix is closed");
    }
    source = compressed.asSlice(from, length);
    target = plain.asSlice(to, capacity);
    written = 0;
    ended = !isReadable();
    at = ended ? 0 : headerBytes();
    stream = STREAMS.incrementAndGet();
    if (!ended) {
      ended = ZstdNative.isError(ZstdNative.reset(context)) || !feed(0, at);
    }
    return stream;
  }

  /** Whether this is a frame of the kind that is read here, and the library can get at it. */
  private boolean isReadable() {
    positions.reserve(2 * Long.BYTES);
    return writesInPlace
        && source.isNative()
        && target.isNative()
        && positions.segment().isNative()
        && source.byteSize() > MAGIC_BYTES
        && source.get(Layouts.INT_LE, 0) == MAGIC
        && headerBytes() < source.byteSize();
  }

  private int headerBytes() {
    int descriptor = source.get(Layouts.BYTE, MAGIC_BYTES);
    boolean single = (descriptor & SINGLE_SEGMENT) != 0;
    int dictionaryId = descriptor & 3;
    int contentSize = descriptor >>> 6 & 3;
    return MAGIC_BYTES
        + 1
        + (single ? 0 : 1)
        + (dictionaryId == 3 ? 4 : dictionaryId)
        + (contentSize == 0 ? (single ? 1 : 0) : 1 << contentSize);
  }

  /**
   * Whether a frame is the one that was begun last.
   *
   * @param frame what {@link #begin} returned
   * @return false if it has to be begun again
   */
  public boolean isAt(long frame) {
    return frame == stream;
  }

  /**
   * Decompresses on, by whole blocks.
   *
   * @param wanted bytes from the start of the target on that are to be there, no more than the
   *     frame holds
   * @return bytes that are there, {@code wanted} at least; {@link #UNKNOWN} if that cannot be done
   */
  public long advance(long wanted) {
    while (written < wanted && !ended) {
      long block = blockBytes();
      if (block == UNKNOWN || !feed(at, block)) {
        ended = true;
      } else {
        ended = (source.get(Layouts.BYTE, at) & LAST_BLOCK) != 0;
        at += block;
      }
    }
    return written < wanted ? UNKNOWN : written;
  }

  /** Bytes of the next block and of its header; {@link #UNKNOWN} if none is there. */
  private long blockBytes() {
    if (source.byteSize() - at < BLOCK_HEADER_BYTES) {
      return UNKNOWN;
    }
    int header =
        (source.get(Layouts.BYTE, at) & 0xFF)
            | (source.get(Layouts.BYTE, at + 1) & 0xFF) << 8
            | (source.get(Layouts.BYTE, at + 2) & 0xFF) << 16;
    int type = header >>> 1 & 3;
    long bytes = (long) BLOCK_HEADER_BYTES + (type == RUN_LENGTH_BLOCK ? 1 : header >>> 3);
    return type == RESERVED_BLOCK || bytes > source.byteSize() - at ? UNKNOWN : bytes;
  }

  /**
   * Hands bytes of the source to the library, which takes all of them unless something is wrong.
   */
  private boolean feed(long from, long length) {
    MemorySegment counts = positions.segment();
    counts.set(Layouts.LONG_LE, 0, written);
    counts.set(Layouts.LONG_LE, Long.BYTES, 0);
    long result =
        ZstdNative.decompressOn(
            context, target, counts.asSlice(0), source.asSlice(from, length), counts.asSlice(8));
    written = counts.get(Layouts.LONG_LE, 0);
    return !ZstdNative.isError(result) && counts.get(Layouts.LONG_LE, Long.BYTES) == length;
  }

  /**
   * Gives the library's memory back.
   *
   * @throws IllegalStateException at the second call
   */
  @Override
  public void close() {
    if (closed) {
      throw new IllegalStateException("The zstd prefix is closed already");
    }
    closed = true;
    ticket.close();
    positions.close();
    ZstdNative.freeDecompressor(context);
  }
}
