package dev.intarsia.parquet.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.jspecify.annotations.Nullable;

/**
 * A file taken apart into its structs, to be changed and put together again. What the structs say
 * about places and sizes follows the changes, by as much as things moved: a place that was made
 * wrong stays wrong.
 */
final class TakenFile {
  /** Among the indexes of a chunk. */
  private static final int OFFSET_INDEX = 1;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private record Page(ThriftTree header, int headerBytes, ByteBuffer body) {}

  /** An index of a chunk: how its fields in the footer are called, and its bytes there were. */
  private record Index(
      String field, @Nullable ThriftTree tree, ByteBuffer behind, long at, int bytes) {
    byte[] all(@Nullable ThriftTree changed) {
      byte[] head = changed == null ? new byte[0] : changed.bytes();
      return ByteBuffer.allocate(head.length + behind.capacity())
          .put(head)
          .put(behind.duplicate())
          .array();
    }
  }

  private record Chunk(long at, List<Page> pages, List<Index> indexes) {}

  private final ThriftTree footer;
  private final List<Chunk> chunks = new ArrayList<>();

  private TakenFile(ThriftTree footer) {
    this.footer = footer;
  }

  static TakenFile of(byte[] bytes) {
    int end = bytes.length - 8;
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    TakenFile file = new TakenFile(ThriftTree.read(FileMetaData.class, bytes, end - length).tree());
    file.columns(file.footer).forEach(column -> file.chunks.add(chunk(bytes, column)));
    return file;
  }

  private Stream<ThriftTree> columns(ThriftTree of) {
    return of.structs("row_groups").stream().flatMap(group -> group.structs("columns").stream());
  }

  private static Chunk chunk(byte[] bytes, ThriftTree column) {
    ThriftTree metadata = column.struct("meta_data");
    long start = number(metadata, "data_page_offset");
    if (metadata.get("dictionary_page_offset") != null) {
      start = Math.min(start, number(metadata, "dictionary_page_offset"));
    }
    List<Page> pages = new ArrayList<>();
    int end = (int) (start + number(metadata, "total_compressed_size"));
    for (int at = (int) start; at < end; ) {
      ThriftTree.Read header = ThriftTree.read(PageHeader.class, bytes, at);
      int body = at + header.bytes();
      at = body + (int) number(header.tree(), "compressed_page_size");
      pages.add(new Page(header.tree(), header.bytes(), part(bytes, body, at)));
    }
    List<Index> indexes = new ArrayList<>();
    indexes.add(index(bytes, column, "column_index", ColumnIndex.class));
    indexes.add(index(bytes, column, "offset_index", OffsetIndex.class));
    return new Chunk(start, pages, indexes);
  }

  private static Index index(byte[] bytes, ThriftTree column, String field, Class<?> type) {
    if (column.get(field + "_offset") == null) {
      return new Index(field, null, NOTHING, 0, 0);
    }
    int at = (int) number(column, field + "_offset");
    ThriftTree.Read read = ThriftTree.read(type, bytes, at);
    return new Index(field, read.tree(), NOTHING, at, read.bytes());
  }

  private static ByteBuffer part(byte[] bytes, int from, int to) {
    return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
  }

  private static long number(ThriftTree tree, String field) {
    return ((Number) Objects.requireNonNull(tree.get(field))).longValue();
  }

  /** Gives the first chunk a bloom filter. */
  void addBloomFilter() {
    ThriftTree header = ThriftTree.sample(BloomFilterHeader.class);
    header.set("numBytes", 32);
    byte[] bits = new byte[32];
    Arrays.fill(bits, (byte) 0x55);
    int bytes = header.bytes().length + bits.length;
    chunks
        .getFirst()
        .indexes
        .add(new Index("bloom_filter", header, ByteBuffer.wrap(bits), 0, bytes));
    ThriftTree metadata = columns(footer).findFirst().orElseThrow().struct("meta_data");
    metadata.set("bloom_filter_offset", 0L);
    metadata.set("bloom_filter_length", bytes);
  }

  ThriftTree footer() {
    return footer;
  }

  /** All structs that are not in others. */
  List<ThriftTree> roots() {
    List<ThriftTree> roots = new ArrayList<>(List.of(footer));
    for (Chunk chunk : chunks) {
      chunk.pages.forEach(page -> roots.add(page.header));
      chunk.indexes.forEach(index -> ThriftTree.structsIn(index.tree).forEach(roots::add));
    }
    return roots;
  }

  /** The whole file. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(magic());
    ThriftTree moved = footer.copy();
    List<ThriftTree> columns = columns(moved).toList();
    // a changed footer may have fewer columns
    for (int i = 0; i < chunks.size(); i++) {
      write(chunks.get(i), i < columns.size() ? columns.get(i) : null, out);
    }
    byte[] end = moved.bytes();
    out.writeBytes(end);
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(end.length).array());
    out.writeBytes(magic());
    return out.toByteArray();
  }

  private static byte[] magic() {
    return "PAR1".getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(Chunk chunk, @Nullable ThriftTree column, ByteArrayOutputStream out) {
    ThriftTree metadata = column == null ? null : (ThriftTree) column.get("meta_data");
    long shift = out.size() - chunk.at;
    long longer = 0;
    boolean first = true;
    ThriftTree offsets = chunk.indexes.get(OFFSET_INDEX).tree;
    ThriftTree places = offsets == null ? null : offsets.copy();
    List<ThriftTree> locations = places == null ? List.of() : places.structs("page_locations");
    int dataPage = 0;
    for (Page page : chunk.pages) {
      byte[] header = page.header.bytes();
      int more = header.length - page.headerBytes;
      boolean dictionary = first && page.header.get("dictionary_page_header") != null;
      if (!dictionary && dataPage < locations.size()) {
        ThriftTree location = locations.get(dataPage++);
        location.add("offset", shift + longer);
        location.add("compressed_page_size", more);
      }
      if (metadata != null && first) {
        metadata.add("dictionary_page_offset", shift);
        metadata.add("data_page_offset", shift + (dictionary ? more : 0));
      }
      longer += more;
      first = false;
      out.writeBytes(header);
      byte[] body = new byte[page.body.capacity()];
      page.body.duplicate().get(body);
      out.writeBytes(body);
    }
    if (metadata != null) {
      metadata.add("total_compressed_size", longer);
    }
    for (Index index : chunk.indexes) {
      byte[] bytes = index.all(index.field.equals("offset_index") ? places : index.tree);
      ThriftTree tells = index.field.equals("bloom_filter") ? metadata : column;
      if (tells != null) {
        tells.add(index.field + "_offset", out.size() - index.at);
        tells.add(index.field + "_length", bytes.length - index.bytes);
      }
      out.writeBytes(bytes);
    }
  }
}
