package dev.intarsia.parquet.read;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.ByteRange;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ReaderOptions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranges of a file that are wanted together. Of a source that is in memory they are there already;
 * of any other they are read at once, by few and large reads:
 *
 * <pre>
 *   wanted   ▒▒▒▒  ▒▒ ▒▒▒                     ▒▒▒▒▒▒▒
 *   reads    └──────────┘     a wide gap      └─────┘
 * </pre>
 */
final class RangeReads implements AutoCloseable {
  /** Decoders load words, which may reach beyond the last byte of a page. */
  private static final long SLACK = 64;

  private final TreeMap<Long, Held> held = new TreeMap<>();
  private long readBytes;

  /** A read: its bytes in memory. */
  private record Held(ByteRange range, GrowableSegment bytes) {}

  private RangeReads() {}

  /**
   * Reads ranges.
   *
   * @param source the file
   * @param wanted in any order; they may overlap
   * @param pool where memory for them comes from
   * @param options how far apart ranges may be to be read together, and how much is read at once
   * @param owner for messages
   */
  static RangeReads of(
      FileSource source,
      List<ByteRange> wanted,
      MemoryPool pool,
      ReaderOptions options,
      String owner)
      throws IOException {
    RangeReads reads = new RangeReads();
    if (source.mapped() != null) {
      return reads;
    }
    try {
      reads.readAll(source, plan(wanted, options.readGap(), options.readBytes()), pool, owner);
      return reads;
    } catch (Throwable e) {
      reads.close();
      throw e;
    }
  }

  /**
   * Puts ranges together that are close to each other.
   *
   * @param wanted in any order; they may overlap
   * @param gap how many bytes that nobody wants may be read to save a read
   * @param most bytes of a read, unless one range alone is longer
   * @return ascending, and apart from each other
   */
  static List<ByteRange> plan(List<ByteRange> wanted, long gap, long most) {
    List<ByteRange> ascending =
        wanted.stream()
            .filter(range -> range.length() > 0)
            .sorted(Comparator.comparingLong(ByteRange::offset))
            .toList();
    List<ByteRange> reads = new ArrayList<>();
    for (ByteRange next : ascending) {
      ByteRange last = reads.isEmpty() ? null : reads.getLast();
      if (last != null && isOne(last, next, gap, most)) {
        long end = Math.max(last.end(), next.end());
        reads.set(reads.size() - 1, new ByteRange(last.offset(), end - last.offset()));
      } else {
        reads.add(next);
      }
    }
    return reads;
  }

  private static boolean isOne(ByteRange last, ByteRange next, long gap, long most) {
    boolean overlap = next.offset() < last.end();
    return overlap || (next.offset() - last.end() <= gap && next.end() - last.offset() <= most);
  }

  private void readAll(FileSource source, List<ByteRange> ranges, MemoryPool pool, String owner)
      throws IOException {
    List<FileSource.Read> reads = new ArrayList<>();
    for (ByteRange range : ranges) {
      GrowableSegment bytes = GrowableSegment.allocate(pool, owner, range.length() + SLACK);
      held.put(range.offset(), new Held(range, bytes));
      bytes.reserve(range.length() + SLACK);
      reads.add(new FileSource.Read(range.offset(), bytes.segment().asSlice(0, range.length())));
      readBytes += range.length();
    }
    source.readAll(reads);
  }

  /** Whether a range was read. */
  boolean covers(long position, long length) {
    Map.Entry<Long, Held> at = held.floorEntry(position);
    return at != null && position + length <= at.getValue().range().end();
  }

  /**
   * The memory that a range is in, and more; loads may go some bytes beyond its end.
   *
   * @param position of a range that is {@linkplain #covers covered}
   */
  MemorySegment segment(long position) {
    return held(position).bytes().segment();
  }

  /** Where a byte of the file is in {@link #segment}. */
  long offset(long position) {
    return position - held(position).range().offset();
  }

  private Held held(long position) {
    Map.Entry<Long, Held> at = held.floorEntry(position);
    if (at == null) {
      throw new IllegalStateException("byte " + position + " was not read");
    }
    return at.getValue();
  }

  /** How many reads were made. */
  int count() {
    return held.size();
  }

  /** How many bytes were read. */
  long readBytes() {
    return readBytes;
  }

  @Override
  public void close() {
    held.values().forEach(read -> read.bytes().close());
    held.clear();
  }
}
