package dev.intarsia.parquet.read;

import dev.intarsia.memory.BatchArena;
import dev.intarsia.parquet.BloomFilter;
import dev.intarsia.parquet.ByteRange;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.ColumnIndex;
import dev.intarsia.parquet.PageLocation;
import dev.intarsia.parquet.RowGroupMetadata;
import dev.intarsia.parquet.format.IndexReader;
import dev.intarsia.parquet.format.Place;
import dev.intarsia.parquet.format.StructReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.parquet.format.BloomFilterHeader;
import org.jspecify.annotations.Nullable;

/** The page indexes and bloom filters of a file, read when they are asked for. */
public final class FileIndexes implements AutoCloseable {
  /** Far more than a bloom filter's header takes. */
  private static final long BLOOM_HEADER_BYTES = 256;

  private final OpenFile file;
  private final IndexReader indexes = new IndexReader();
  private @Nullable RangeReads fetched;

  /**
   * The indexes of a file.
   *
   * @param file open for as long as they are used
   */
  public FileIndexes(OpenFile file) {
    this.file = file;
  }

  /**
   * Reads at once what is going to be asked for one by one; replaces what was fetched before.
   *
   * @param ranges of {@link ColumnChunkMetadata#columnIndex} and {@link
   *     ColumnChunkMetadata#offsetIndex}
   * @throws IOException if they cannot be read
   */
  public void fetch(List<ByteRange> ranges) throws IOException {
    close();
    fetched = RangeReads.of(file.source(), ranges, file.pool(), file.options(), "page indexes");
  }

  /**
   * Where the data pages of a chunk are.
   *
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return all of them in order, or null if the file does not say
   * @throws IOException if the index cannot be read or is corrupt
   */
  public @Nullable List<PageLocation> locations(int rowGroup, int column) throws IOException {
    RowGroupMetadata group = file.metadata().rowGroups().get(rowGroup);
    ColumnChunkMetadata chunk = group.column(column);
    ByteRange range = chunk.offsetIndex();
    if (range == null) {
      return null;
    }
    Place place = file.place(rowGroup, column);
    checkLength(range, place);
    return read(range, bytes -> indexes.locations(bytes, chunk, group.rowCount(), place));
  }

  /**
   * The statistics of the data pages of a chunk.
   *
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return all of them in order, or null if the file does not say
   * @throws IOException if the index cannot be read or is corrupt
   */
  public @Nullable ColumnIndex columnIndex(int rowGroup, int column) throws IOException {
    ByteRange range = file.metadata().rowGroups().get(rowGroup).column(column).columnIndex();
    if (range == null) {
      return null;
    }
    Place place = file.place(rowGroup, column);
    checkLength(range, place);
    return read(range, bytes -> indexes.columnIndex(bytes, file.statistics(column), place));
  }

  /** As with a footer, a byte may become an object. */
  private void checkLength(ByteRange index, Place place) throws IOException {
    int most = file.options().footerBytes();
    place.check(
        index.length() <= most,
        () ->
            "its page index of %d bytes exceeds the limit of %d; ReaderOptions.footerBytes raises it"
                .formatted(index.length(), most));
  }

  /** Reads something out of a segment that has nothing else. */
  private interface Reading<T> {
    T of(MemorySegment bytes) throws IOException;
  }

  private <T> T read(ByteRange range, Reading<T> reading) throws IOException {
    file.enter();
    try {
      MemorySegment there = inMemory(range);
      if (there != null) {
        return reading.of(there);
      }
      try (BatchArena arena = file.pool().arena("page index", range.length())) {
        return reading.of(copy(range, arena));
      }
    } finally {
      file.leave();
    }
  }

  private @Nullable MemorySegment inMemory(ByteRange range) {
    MemorySegment mapped = file.mapped();
    if (mapped != null) {
      file.requireReadable();
      return mapped.asSlice(range.offset(), range.length());
    }
    RangeReads reads = fetched;
    if (reads != null && reads.covers(range.offset(), range.length())) {
      return reads.segment(range.offset()).asSlice(reads.offset(range.offset()), range.length());
    }
    return null;
  }

  private MemorySegment copy(ByteRange range, BatchArena arena) throws IOException {
    MemorySegment bytes = arena.allocateUninitialized(range.length(), Long.BYTES);
    file.source().read(range.offset(), bytes);
    return bytes;
  }

  /**
   * The bloom filter of a chunk.
   *
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return to be closed by the caller; null if the chunk has none, or one of a kind that is not
   *     known here
   * @throws IOException if it cannot be read or is corrupt
   */
  public @Nullable BloomFilter bloomFilter(int rowGroup, int column) throws IOException {
    ColumnChunkMetadata chunk = file.metadata().rowGroups().get(rowGroup).column(column);
    long at = chunk.bloomFilter();
    if (at < 0) {
      return null;
    }
    file.enter();
    try {
      return bloomFilter(at, file.place(rowGroup, column).part("bloom filter"));
    } finally {
      file.leave();
    }
  }

  private @Nullable BloomFilter bloomFilter(long at, Place place) throws IOException {
    place.check(at < file.pagesEnd(), () -> "it begins at byte " + at + ", not before the footer");
    long most = Math.min(BLOOM_HEADER_BYTES, file.pagesEnd() - at);
    StructReader structs = new StructReader();
    BloomFilterHeader header = new BloomFilterHeader();
    long length =
        read(
            new ByteRange(at, most),
            bytes -> {
              structs.read(header, bytes, 0, most, place);
              return structs.position();
            });
    return isKnown(header, place) ? bloomFilter(header, at + length, place) : null;
  }

  private static boolean isKnown(BloomFilterHeader header, Place place) throws IOException {
    return place.present("algorithm", header.getAlgorithm()).isSetBLOCK()
        && place.present("hash", header.getHash()).isSetXXHASH()
        && place.present("compression", header.getCompression()).isSetUNCOMPRESSED();
  }

  private BloomFilter bloomFilter(BloomFilterHeader header, long at, Place place)
      throws IOException {
    int length = header.getNumBytes();
    place.check(
        length > 0 && length % BloomFilter.BLOCK_BYTES == 0 && length <= file.pagesEnd() - at,
        () -> "its size of " + length + " bytes cannot be");
    place.check(
        length <= file.options().bloomFilterBytes(),
        () ->
            "its %d bytes exceed the limit of %d; ReaderOptions.bloomFilterBytes raises it"
                .formatted(length, file.options().bloomFilterBytes()));
    MemorySegment mapped = file.mapped();
    if (mapped != null) {
      return BloomFilter.of(mapped.asSlice(at, length), null);
    }
    BatchArena arena = file.pool().arena("bloom filter", length);
    try {
      return BloomFilter.of(copy(new ByteRange(at, length), arena), arena);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (fetched != null) {
      fetched.close();
      fetched = null;
    }
  }
}
