package dev.intarsia.parquet.read;

import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.encoding.compress.ZstdPrefix;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * The bytes of one page after another behind decompression: all at once, or from the front as far
 * as they are asked for.
 *
 * <pre>
 *   0              ready             size
 *   | decompressed |    not yet      | slack
 * </pre>
 */
final class PageBody implements AutoCloseable {
  /** Decoders load words, which may reach beyond the last byte of a page. */
  private static final long SLACK = 64;

  private static final long NO_FRAME = 0;

  private final GrowableSegment memory;
  private long size;
  private long ready;
  private long inflatedBytes;

  private CodecKind codec = CodecKind.UNCOMPRESSED;
  private MemorySegment source = MemorySegment.NULL;
  private long sourceAt;
  private long sourceBytes;

  /** Stands for the frame that is being decompressed. */
  private long frame;

  PageBody(MemoryPool pool, String owner) {
    memory = GrowableSegment.allocate(pool, owner, 0);
  }

  /**
   * Goes to a page, none of which is decompressed yet.
   *
   * @param compressed holds it; as long as bytes are asked for, or until {@link #requireAll}
   * @param from where it starts
   * @param length its bytes there
   * @param plain its bytes after decompression
   */
  void begin(CodecKind kind, MemorySegment compressed, long from, long length, int plain) {
    memory.clear();
    memory.reserve(plain + SLACK);
    codec = kind;
    source = compressed;
    sourceAt = from;
    sourceBytes = length;
    size = plain;
    ready = 0;
    frame = NO_FRAME;
  }

  /** Goes to a page that needs no decompression and is elsewhere. */
  void beginNone() {
    codec = CodecKind.UNCOMPRESSED;
    size = 0;
    sourceBytes = 0;
    ready = 0;
  }

  /** Whether it takes less than all to have the first bytes. */
  boolean canStop() {
    return codec == CodecKind.ZSTD
        && size > ZstdPrefix.BLOCK_BYTES
        && source.isNative()
        && ZstdPrefix.isAvailable();
  }

  /** The bytes, as far as they are there; stays where it is until the next page. */
  MemorySegment segment() {
    return memory.segment();
  }

  long size() {
    return size;
  }

  /**
   * Has bytes decompressed.
   *
   * @param wanted from the first on; those behind the last are not counted
   * @return how many are there by now
   */
  long require(long wanted, DecodeScratch scratch) {
    long upTo = Math.min(wanted, size);
    if (upTo > ready) {
      if ((upTo == size && ready == 0) || !canStop()) {
        requireAll(scratch);
      } else {
        advance(upTo, scratch);
      }
    }
    return ready;
  }

  private void advance(long upTo, DecodeScratch scratch) {
    ZstdPrefix prefix = scratch.prefix();
    if (!prefix.isAt(frame)) {
      if (ready > 0) {
        requireAll(scratch); // somebody else came in between
        return;
      }
      frame = prefix.begin(source, sourceAt, sourceBytes, segment(), 0, size);
    }
    long there = prefix.advance(upTo);
    if (there == ZstdPrefix.UNKNOWN) {
      requireAll(scratch);
    } else {
      inflatedBytes += there - ready;
      ready = there;
    }
  }

  /** Has all bytes decompressed. */
  void requireAll(DecodeScratch scratch) {
    // Some writers store nothing where nothing is to be compressed.
    if (ready < size || (size == 0 && sourceBytes > 0)) {
      long written =
          scratch.codec(codec).decompress(source, sourceAt, sourceBytes, segment(), 0, size);
      if (written != size) {
        throw new CorruptDataException(
            "its uncompressed size without levels",
            0,
            "it is %d, but its header says %d".formatted(written, size));
      }
      inflatedBytes += size;
      ready = size;
    }
  }

  /** How many bytes were decompressed so far, of all pages. */
  long inflatedBytes() {
    return inflatedBytes;
  }

  /** Gives the memory back; the next page takes other. */
  void release() {
    memory.release();
    beginNone();
  }

  @Override
  public void close() {
    memory.close();
  }
}
