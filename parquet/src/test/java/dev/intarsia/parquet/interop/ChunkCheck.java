package dev.intarsia.parquet.interop;

import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.DataPageVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What a file says about one column chunk, its pages and its values, against the values. */
@NullUnmarked // the getters of Thrift are nullable, all of them
final class ChunkCheck {
  /** The writer's default for the length of a bound. */
  private static final int BOUND_BYTES = 64;

  private final RawFile file;
  private final GateColumn column;
  private final DataPageVersion version;
  private final @Nullable Object[] values;
  private final int from;
  private final int to;
  private final ColumnChunk chunk;
  private final ColumnMetaData metadata;
  private final List<String> problems = new ArrayList<>();
  private int pages;
  private boolean encoded;
  private boolean compressed;

  ChunkCheck(
      RawFile file,
      GateColumn column,
      DataPageVersion version,
      @Nullable Object[] values,
      int from,
      int to,
      ColumnChunk chunk) {
    this.file = file;
    this.column = column;
    this.version = version;
    this.values = values;
    this.from = from;
    this.to = to;
    this.chunk = chunk;
    this.metadata = chunk.getMeta_data();
  }

  /** Whether a page shrank by the codec that was asked for; known after the check. */
  boolean compressed() {
    return compressed && metadata.getCodec() != CompressionCodec.UNCOMPRESSED;
  }

  /** Whether the encoding that was asked for is at work, as far as there are values. */
  boolean encoded() {
    return encoded;
  }

  /** Data pages in the chunk; known after the check. */
  int pages() {
    return pages;
  }

  List<String> problems() throws IOException {
    Bounds bounds = Bounds.of(column.type(), values, from, to);
    expect("values", (long) to - from, metadata.getNum_values());
    checkCodec();
    encoded = isEncoded(bounds);
    checkStatistics(bounds);
    checkSizes(bounds);
    OffsetIndex offsets = file.offsetIndex(chunk);
    if (offsets == null) {
      problems.add("no offset index");
    } else {
      pages = offsets.getPage_locationsSize();
      checkPages(offsets);
      checkEncodingStats(offsets);
      checkColumnIndex(offsets, file.columnIndex(chunk));
    }
    return problems;
  }

  /** Pages that do not shrink may stay as they are. */
  private void checkCodec() {
    String codec = metadata.getCodec().name();
    if (!codec.equals(column.compression().codec().name()) && !codec.equals("UNCOMPRESSED")) {
      problems.add("codec " + codec);
    }
  }

  private boolean isEncoded(Bounds bounds) {
    Encoding asked = asked(column.encoding());
    return asked == null || bounds.allNull() || metadata.getEncodings().contains(asked);
  }

  private static @Nullable Encoding asked(ColumnEncoding encoding) {
    return switch (encoding) {
      case AUTOMATIC -> null;
      case DICTIONARY -> Encoding.RLE_DICTIONARY;
      default -> Encoding.valueOf(encoding.name());
    };
  }

  private void checkStatistics(Bounds bounds) {
    Statistics statistics = metadata.getStatistics();
    if (statistics == null) {
      problems.add("no statistics");
      return;
    }
    expect("null count", (long) bounds.nulls(), statistics.getNull_count());
    if (statistics.isSetNan_count() || Bounds.hasNan(column.type())) {
      expect("NaN count", (long) bounds.nans(), statistics.getNan_count());
      expect("NaN count is set", Bounds.hasNan(column.type()), statistics.isSetNan_count());
    }
    bound(bounds, "min", statistics.getMin_value(), statistics.isIs_min_value_exact());
    bound(bounds, "max", statistics.getMax_value(), statistics.isIs_max_value_exact());
    expect("min says if exact", bounds.isBounded(), statistics.isSetIs_min_value_exact());
    expect("max says if exact", bounds.isBounded(), statistics.isSetIs_max_value_exact());
    if (statistics.isSetDistinct_count()) {
      problems.add("a distinct count of " + statistics.getDistinct_count());
    }
  }

  private void bound(Bounds bounds, String name, byte @Nullable [] claimed, boolean exact) {
    bounds
        .problem(
            name, claimed == null ? null : Bytes.of(claimed), exact, column.type(), BOUND_BYTES)
        .ifPresent(problem -> problems.add("statistics: " + problem));
  }

  private void checkSizes(Bounds bounds) {
    var sizes = metadata.getSize_statistics();
    if (column.type().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
      expect(
          "unencoded bytes",
          bounds.binaryBytes(),
          sizes == null ? -1 : sizes.getUnencoded_byte_array_data_bytes());
    }
    // one level tells no more than the null count, so the histogram may be left out
    if (sizes != null && sizes.isSetDefinition_level_histogram()) {
      expect("definition levels", levels(bounds), sizes.getDefinition_level_histogram());
    }
  }

  private static List<Long> levels(Bounds bounds) {
    return List.of((long) bounds.nulls(), (long) bounds.rows() - bounds.nulls());
  }

  /** Walks the chunk from its first byte to its last: dictionary page, then the indexed pages. */
  private void checkPages(OffsetIndex offsets) throws IOException {
    long position = chunkStart();
    if (metadata.isSetDictionary_page_offset()) {
      PageHeader header = file.pageHeader(position);
      expect("first page", PageType.DICTIONARY_PAGE, header.getType());
      expect("CRC of the dictionary", true, header.isSetCrc());
      noteCompression(header);
      position = metadata.getData_page_offset();
    }
    for (PageLocation page : offsets.getPage_locations()) {
      expect("page offset", position, page.getOffset());
      checkHeader(file.pageHeader(position));
      position += page.getCompressed_page_size();
    }
    expect("compressed bytes", position - chunkStart(), metadata.getTotal_compressed_size());
  }

  private long chunkStart() {
    return metadata.isSetDictionary_page_offset()
        ? metadata.getDictionary_page_offset()
        : metadata.getData_page_offset();
  }

  private void checkHeader(PageHeader header) {
    expect("CRC of a page", true, header.isSetCrc());
    PageType expected =
        switch (version) {
          case V1 -> PageType.DATA_PAGE;
          case V2 -> PageType.DATA_PAGE_V2;
        };
    expect("page type", expected, header.getType());
    noteCompression(header);
  }

  private void noteCompression(PageHeader header) {
    compressed |= header.getCompressed_page_size() < header.getUncompressed_page_size();
  }

  private void checkEncodingStats(OffsetIndex offsets) {
    int pages = 0;
    for (PageEncodingStats stats :
        Objects.requireNonNullElse(metadata.getEncoding_stats(), List.<PageEncodingStats>of())) {
      pages += stats.getPage_type() == PageType.DICTIONARY_PAGE ? 0 : stats.getCount();
    }
    expect("data pages in the encoding stats", offsets.getPage_locationsSize(), pages);
  }

  private void checkColumnIndex(OffsetIndex offsets, @Nullable ColumnIndex index) {
    List<Bounds> pages = pages(offsets);
    boolean unbounded = pages.stream().anyMatch(page -> !page.allNull() && page.min() == null);
    if (index == null) {
      // an index cannot leave out the bounds of a page that has values
      boolean impossible = unbounded || !Bounds.isOrdered(column.type());
      expect("no column index because there are no bounds", true, impossible);
      return;
    }
    for (int page = 0; page < pages.size(); page++) {
      checkPage(page, pages.get(page), index);
    }
    BoundaryOrders.problem(index, column.type())
        .ifPresent(problem -> problems.add("column index: " + problem));
    if (offsets.isSetUnencoded_byte_array_data_bytes()) {
      expect(
          "unencoded bytes of pages",
          pages.stream().map(Bounds::binaryBytes).toList(),
          offsets.getUnencoded_byte_array_data_bytes());
    }
  }

  private List<Bounds> pages(OffsetIndex offsets) {
    List<Bounds> pages = new ArrayList<>();
    List<PageLocation> locations = offsets.getPage_locations();
    for (int page = 0; page < locations.size(); page++) {
      long first = locations.get(page).getFirst_row_index();
      long end =
          page + 1 < locations.size() ? locations.get(page + 1).getFirst_row_index() : to - from;
      if (end <= first || (page == 0 && first != 0)) {
        problems.add("rows %d to %d in page %d".formatted(first, end, page));
        return List.of();
      }
      pages.add(Bounds.of(column.type(), values, from + (int) first, from + (int) end));
    }
    return pages;
  }

  private void checkPage(int page, Bounds bounds, ColumnIndex index) {
    expect("null page", bounds.allNull(), index.getNull_pages().get(page));
    if (index.isSetNull_counts()) {
      expect("nulls of a page", (long) bounds.nulls(), index.getNull_counts().get(page));
    }
    if (index.isSetNan_counts()) {
      expect("NaNs of a page", (long) bounds.nans(), index.getNan_counts().get(page));
    }
    if (!bounds.allNull()) {
      pageBound(bounds, "min", index.getMin_values().get(page));
      pageBound(bounds, "max", index.getMax_values().get(page));
    }
  }

  /** The index has no exactness flags: a bound of bytes need only enclose. */
  private void pageBound(Bounds bounds, String name, ByteBuffer claimed) {
    byte[] bytes = new byte[claimed.remaining()];
    claimed.duplicate().get(bytes);
    bounds
        .problem(name, Bytes.of(bytes), false, column.type(), BOUND_BYTES)
        .ifPresent(problem -> problems.add("column index: " + problem));
  }

  private void expect(String what, @Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      problems.add("%s: %s, not %s".formatted(what, actual, expected));
    }
  }
}
