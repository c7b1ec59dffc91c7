package dev.intarsia.parquet.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.XxHash;

/**
 * Parts of a file that are driven by bytes alone, in a file that is sound otherwise. The first
 * bytes say what the column is.
 */
final class ChunkTarget {
  /** Of {@link #pages}: type and nesting, codec, rows, values of a row and a half. */
  static final int PAGES_PREFIX = 4;

  /** Of {@link #levels}: lists, structs, kinds of levels, values, rows, where levels are cut. */
  static final int LEVELS_PREFIX = 6;

  /** Bits of the kinds of levels. */
  static final int V2 = 1;

  static final int PACKED_REPETITIONS = 2;
  static final int PACKED_DEFINITIONS = 4;
  static final int OWN_LENGTHS = 8;

  /** As the first bytes number them. */
  static final List<Type> TYPES = List.of(Type.values());

  static final List<CompressionCodec> CODECS = List.of(CompressionCodec.values());

  private static final int INDEXED_PAGES = 3;
  private static final int INDEXED_ROWS = 4;

  private ChunkTarget() {}

  /** A column's pages, headers included, to the byte. */
  static boolean pages(byte[] input) {
    if (input.length < PAGES_PREFIX) {
      return false;
    }
    ChunkFile file = new ChunkFile();
    int lists = input[0] >>> 4 & 3;
    for (int i = 0; i < lists; i++) {
      file.list();
    }
    Type type = TYPES.get((input[0] & 7) % TYPES.size());
    boolean required = lists == 0 && (input[0] & 8) != 0;
    file.leaf(type, 5, required ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL);
    CompressionCodec codec = CODECS.get((input[1] & 0xFF) % CODECS.size());
    int rows = input[2] & 0xFF;
    int values = lists == 0 ? rows : 2 * (input[3] & 0xFF);
    file.pages(codec, values, Arrays.copyOfRange(input, PAGES_PREFIX, input.length));
    return FileTarget.read(file.of(rows));
  }

  /** The levels of one page, of any depth, in all ways that there are. */
  static boolean levels(byte[] input) {
    if (input.length < LEVELS_PREFIX) {
      return false;
    }
    ChunkFile file = new ChunkFile();
    for (int i = input[0] & 3; i > 0; i--) {
      file.list();
    }
    for (int i = input[1] & 31; i > 0; i--) {
      file.struct();
    }
    file.leaf(Type.BOOLEAN, 0, FieldRepetitionType.OPTIONAL);
    int kinds = input[2];
    int values = 2 * (input[3] & 0xFF);
    int rows = input[4] & 0xFF;
    byte[] levels = Arrays.copyOfRange(input, LEVELS_PREFIX, input.length);
    int cut = Math.min(levels.length, input[5] & 0xFF);
    byte[] page =
        (kinds & V2) != 0 ? v2(levels, cut, values, rows) : v1(levels, cut, values, kinds);
    return FileTarget.read(file.pages(CompressionCodec.UNCOMPRESSED, values, page).of(rows));
  }

  private static byte[] v1(byte[] levels, int cut, int values, int kinds) {
    ByteBuffer body =
        ByteBuffer.allocate(levels.length + 8 + values / 8 + 1).order(ByteOrder.LITTLE_ENDIAN);
    boolean prefixed = (kinds & OWN_LENGTHS) == 0;
    if (prefixed && (kinds & PACKED_REPETITIONS) == 0) {
      body.putInt(cut);
    }
    body.put(levels, 0, cut);
    if (prefixed && (kinds & PACKED_DEFINITIONS) == 0) {
      body.putInt(levels.length - cut);
    }
    body.put(levels, cut, levels.length - cut);
    DataPageHeader own =
        new DataPageHeader(
            values,
            Encoding.PLAIN,
            encoding(kinds & PACKED_DEFINITIONS),
            encoding(kinds & PACKED_REPETITIONS));
    return page(new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(own), body.array());
  }

  private static Encoding encoding(int packed) {
    return packed == 0 ? Encoding.RLE : Encoding.BIT_PACKED;
  }

  private static byte[] v2(byte[] levels, int cut, int values, int rows) {
    byte[] body = Arrays.copyOf(levels, levels.length + values / 8 + 1);
    DataPageHeaderV2 own =
        new DataPageHeaderV2(values, 0, rows, Encoding.PLAIN, levels.length - cut, cut);
    return page(new PageHeader(PageType.DATA_PAGE_V2, 0, 0).setData_page_header_v2(own), body);
  }

  private static byte[] page(PageHeader header, byte[] body) {
    header.setCompressed_page_size(body.length).setUncompressed_page_size(body.length);
    ByteArrayOutputStream page = thrift(out -> Util.writePageHeader(header, out));
    page.writeBytes(body);
    return page.toByteArray();
  }

  /** A column index beside sound pages and a sound offset index; the first byte is the type. */
  static boolean columnIndex(byte[] input) {
    return indexed(input, (file, index) -> file.columnIndex(index).offsetIndex(soundPlaces(input)));
  }

  /** An offset index beside sound pages and a sound column index; the first byte is the type. */
  static boolean offsetIndex(byte[] input) {
    return indexed(input, (file, index) -> file.columnIndex(soundBounds(input)).offsetIndex(index));
  }

  /** A bloom filter beside sound pages; the first byte is the type. */
  static boolean bloomFilter(byte[] input) {
    return indexed(input, ChunkFile::bloomFilter);
  }

  private interface Adding {
    ChunkFile add(ChunkFile file, byte[] index);
  }

  private static boolean indexed(byte[] input, Adding adding) {
    if (input.length == 0) {
      return false;
    }
    ChunkFile file = new ChunkFile().leaf(type(input), width(input), FieldRepetitionType.REQUIRED);
    ByteArrayOutputStream pages = new ByteArrayOutputStream();
    for (int i = 0; i < INDEXED_PAGES; i++) {
      pages.writeBytes(indexedPage(input, i));
    }
    int rows = INDEXED_PAGES * INDEXED_ROWS;
    file.pages(CompressionCodec.UNCOMPRESSED, rows, pages.toByteArray());
    return FileTarget.read(adding.add(file, Arrays.copyOfRange(input, 1, input.length)).of(rows));
  }

  private static Type type(byte[] input) {
    return TYPES.get((input[0] & 0xFF) % TYPES.size());
  }

  private static int width(byte[] input) {
    return switch (type(input)) {
      case BOOLEAN, BYTE_ARRAY -> 1;
      case INT32, FLOAT -> 4;
      case INT64, DOUBLE -> 8;
      case INT96 -> 12;
      case FIXED_LEN_BYTE_ARRAY -> 5;
    };
  }

  /** Equal PLAIN values; texts have one byte, behind their length. */
  private static byte[] indexedPage(byte[] input, int number) {
    ByteBuffer body =
        ByteBuffer.allocate((width(input) + 4) * INDEXED_ROWS).order(ByteOrder.LITTLE_ENDIAN);
    byte[] value = value(input, number);
    for (int i = 0; i < INDEXED_ROWS; i++) {
      if (type(input) == Type.BYTE_ARRAY) {
        body.putInt(value.length);
      }
      body.put(value);
    }
    DataPageHeader own =
        new DataPageHeader(INDEXED_ROWS, Encoding.PLAIN, Encoding.RLE, Encoding.RLE);
    return page(
        new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(own),
        Arrays.copyOf(body.array(), body.position()));
  }

  private static byte[] value(byte[] input, int number) {
    if (type(input) == Type.INT96) {
      return int96(number);
    }
    byte[] value = new byte[width(input)];
    Arrays.fill(value, (byte) number);
    return value;
  }

  /** Nanoseconds of the first day of 1970. */
  static byte[] int96(int nanos) {
    ByteBuffer value = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    return value.putLong(nanos).putInt(2_440_588).array();
  }

  static byte[] soundPlaces(byte[] input) {
    List<PageLocation> places = new ArrayList<>();
    long at = ChunkFile.PAGES_START;
    for (int i = 0; i < INDEXED_PAGES; i++) {
      int length = indexedPage(input, i).length;
      places.add(new PageLocation(at, length, (long) i * INDEXED_ROWS));
      at += length;
    }
    return thrift(out -> Util.writeOffsetIndex(new OffsetIndex(places), out)).toByteArray();
  }

  static byte[] soundBounds(byte[] input) {
    List<Boolean> nullPages = new ArrayList<>();
    List<ByteBuffer> bounds = new ArrayList<>();
    List<Long> nulls = new ArrayList<>();
    for (int i = 0; i < INDEXED_PAGES; i++) {
      nullPages.add(false);
      bounds.add(ByteBuffer.wrap(value(input, i)));
      nulls.add(0L);
    }
    ColumnIndex index =
        new ColumnIndex(nullPages, bounds, bounds, BoundaryOrder.ASCENDING).setNull_counts(nulls);
    return thrift(out -> Util.writeColumnIndex(index, out)).toByteArray();
  }

  /** A bloom filter of so many bytes, in which some bits are set. */
  static byte[] soundFilter(int bytes) {
    BloomFilterHeader header =
        new BloomFilterHeader(
            bytes,
            BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
            BloomFilterHash.XXHASH(new XxHash()),
            BloomFilterCompression.UNCOMPRESSED(new Uncompressed()));
    ByteArrayOutputStream filter = thrift(out -> Util.writeBloomFilterHeader(header, out));
    for (int i = 0; i < bytes; i++) {
      filter.write(37 * i);
    }
    return filter.toByteArray();
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static ByteArrayOutputStream thrift(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out;
  }
}
