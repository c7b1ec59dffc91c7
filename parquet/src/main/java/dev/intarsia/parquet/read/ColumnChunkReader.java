package dev.intarsia.parquet.read;

import dev.intarsia.encoding.OffsetOverflowException;
import dev.intarsia.encoding.compress.CodecException;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.PageEncoding;
import dev.intarsia.parquet.PageLocation;
import dev.intarsia.parquet.PageType;
import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a row group, then of the next: rows in ascending order, some of them passed
 * over. What is passed over costs as little as the file allows: pages that hold nothing else are
 * not decompressed, and where the offset index tells their places they are not even looked at.
 */
abstract sealed class ColumnChunkReader implements AutoCloseable
    permits FlatChunkReader, NestedChunkReader {
  private static final int UNKNOWN = -1;

  private final LeafColumn leaf;
  private final PageReader pages;
  private final ValueDecoders decoders;
  private final boolean oldWriter;

  private List<PageLocation> locations = List.of();
  private Place place;
  private long valueCount;
  private long rowCount;

  /** The next row, counted from the start of the row group. */
  private long row;

  /** The data page at hand, counted from 0. */
  private int page;

  /** Whether pages may need the one before. */
  private boolean carries;

  private boolean loaded;

  /** Whether few of a page's rows are wanted. */
  private boolean few;

  private @Nullable PageValues values;

  ColumnChunkReader(LeafColumn leaf, OpenFile file) {
    this.leaf = leaf;
    this.place = Place.footer(file.name());
    this.pages = new PageReader(leaf, file);
    this.decoders = new ValueDecoders(leaf, file.options(), file.pool());
    this.oldWriter = file.mayCarryPrefixes();
  }

  /**
   * Goes to the first row of a chunk.
   *
   * @param rows of the row group
   * @param of the column in the row group, for messages
   */
  final void begin(ColumnChunkMetadata chunk, long rows, Place of) throws IOException {
    place = of;
    locations = List.of();
    rowCount = rows;
    valueCount = chunk.valueCount();
    row = 0;
    page = -1;
    closePage();
    // writers of offset indexes are younger than that mistake
    carries = oldWriter && chunk.offsetIndex() == null;
    decoders.begin(carries);
    pages.begin(chunk, codec(chunk, of), of);
  }

  private static CodecKind codec(ColumnChunkMetadata chunk, Place place) throws IOException {
    return switch (chunk.codec()) {
      case UNCOMPRESSED -> CodecKind.UNCOMPRESSED;
      case SNAPPY -> CodecKind.SNAPPY;
      case GZIP -> CodecKind.GZIP;
      case ZSTD -> CodecKind.ZSTD;
      case LZ4_RAW -> CodecKind.LZ4_RAW;
      case BROTLI -> CodecKind.BROTLI;
      case LZ4 -> CodecKind.LZ4;
      case LZO -> throw place.unsupported("pages compressed with " + chunk.codec());
    };
  }

  /**
   * Says whether few rows of a page are wanted from now on, so that it pays to decompress no more
   * than these take.
   */
  final void expectFew(boolean expected) {
    few = expected;
  }

  /**
   * Tells where the data pages of the chunk are, so that {@link #skip} need not look for them.
   *
   * @param places all of them, or null if they are not known
   */
  final void locate(@Nullable List<PageLocation> places) {
    locations = places == null ? List.of() : places;
  }

  /**
   * Passes over rows.
   *
   * @param rows how many; the row group has as many
   */
  final void skip(long rows, DecodeScratch scratch) throws IOException {
    try {
      long target = row + rows;
      jump(target);
      pass(target - row, scratch);
    } catch (CorruptDataException
        | CodecException
        | TimestampRangeException
        | OffsetOverflowException e) {
      throw failure(e);
    }
  }

  /** Passes over rows that no index helps with. */
  abstract void pass(long rows, DecodeScratch scratch) throws IOException;

  /** Goes to the page of a row, if that is another one and the index knows where. */
  private void jump(long target) throws IOException {
    int goal = pageOf(target);
    if (goal > page) {
      PageLocation location = locations.get(goal);
      pages.jump(location.offset(), goal);
      page = goal - 1;
      row = location.firstRow();
      closePage();
    }
  }

  /** The last page that starts at a row or before it; -1 without an index. */
  private int pageOf(long target) {
    int low = 0;
    int high = locations.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (locations.get(middle).firstRow() <= target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Forgets what is left of the page at hand. */
  void closePage() {
    loaded = false;
    values = null;
  }

  /**
   * Reads the header of the next page, none of which is decompressed yet.
   *
   * @return false if the chunk has no further one
   */
  final boolean nextPage() throws IOException {
    if (!pages.next()) {
      return false;
    }
    page++;
    closePage();
    if (pages.header().values() > valueCount) {
      throw pages
          .place()
          .corrupt(
              "it has %d values, more than the chunk's %d"
                  .formatted(pages.header().values(), valueCount));
    }
    return true;
  }

  /** The rows of the page at hand, or a negative number if only its levels tell. */
  final int pageRows() {
    if (leaf.isFlat()) {
      return pages.header().values();
    }
    return pages.header().type() == PageType.DATA_V2 ? pages.header().rows() : UNKNOWN;
  }

  /** Whether the values of the next page may begin as the last one of the page at hand does. */
  final boolean carriesPrefixes() {
    return carries && pages.header().encoding() == PageEncoding.DELTA_BYTE_ARRAY;
  }

  /** The rows of the page at hand by the offset index, or a negative number if there is none. */
  final long indexedRows() {
    if (page + 1 < locations.size()) {
      return locations.get(page + 1).firstRow() - locations.get(page).firstRow();
    }
    return page < locations.size() ? rowCount - locations.get(page).firstRow() : UNKNOWN;
  }

  /** Decompresses the page at hand and finds its levels and values. */
  final void load(DecodeScratch scratch) throws IOException {
    if (loaded) {
      return;
    }
    if (decoders.needsDictionary(pages)) {
      pages.loadDictionary(decoders.dictionary(), few, scratch);
    }
    pages.load(few && pages.header().encoding() == PageEncoding.PLAIN, scratch);
    beginLevels(pages);
    loaded = true;
  }

  /** The dictionary of the chunk, or null if it has none; no page is at hand yet. */
  final @Nullable Dictionary dictionary(DecodeScratch scratch) throws IOException {
    if (!pages.hasDictionary()) {
      return null;
    }
    try {
      if (decoders.takesDictionary()) {
        pages.loadDictionary(decoders.dictionary(), false, scratch);
      }
      decoders.dictionary().requireAll(scratch);
      return decoders.dictionary();
    } catch (CorruptDataException | CodecException | TimestampRangeException e) {
      throw failure(e);
    }
  }

  /** Goes to the first levels of a page that was loaded. */
  abstract void beginLevels(PageReader loadedPage);

  final boolean isLoaded() {
    return loaded;
  }

  /** Reads values of the page at hand, to the next slots. */
  final void readValues(LeafSlots out, int count, DecodeScratch scratch) throws IOException {
    if (count > 0) {
      values().read(out, count, scratch);
    }
  }

  /** Passes over values of the page at hand. */
  final void skipValues(int count, DecodeScratch scratch) throws IOException {
    if (count > 0) {
      values().skip(count, scratch);
    }
  }

  /** Begun no sooner than the first value: a page of nulls may have nothing there. */
  private PageValues values() throws IOException {
    PageValues begun = values;
    if (begun == null) {
      begun = decoders.of(pages);
      begun.begin(pages.values(), pages.header().values());
      values = begun;
    }
    return begun;
  }

  final LeafColumn leaf() {
    return leaf;
  }

  /** The next row, counted from the start of the row group. */
  final long row() {
    return row;
  }

  /** How many rows are left of the row group. */
  final long rowsLeft() {
    return rowCount - row;
  }

  final void advance(long rows) {
    row += rows;
  }

  /** Where the page at hand is, for messages. */
  final Place pagePlace() {
    return pages.place();
  }

  final PageHeader header() {
    return pages.header();
  }

  final IOException endsEarly() {
    return place.corrupt("its pages end after %d of %d rows".formatted(row, rowCount));
  }

  /** What decoding the page at hand failed with, as the exception of the reader. */
  final IOException failure(RuntimeException cause) {
    String message = String.valueOf(cause.getMessage());
    return switch (cause) {
      case OffsetOverflowException e ->
          throw new IllegalStateException(
              "column '%s': the values of one batch take more than 2 GiB; ask for fewer rows a batch"
                  .formatted(leaf.name()),
              e);
      case TimestampRangeException _ -> pages.place().unsupported(message);
      default -> pages.place().corrupt(message, cause);
    };
  }

  /** What was decompressed so far. */
  final Loaded loaded() {
    return pages.loaded().plus(new Loaded(0, decoders.dictionary().body().inflatedBytes()));
  }

  @Override
  public void close() {
    pages.close();
    decoders.close();
  }
}
