package dev.intarsia.parquet.read;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.parquet.PageEncoding;
import dev.intarsia.parquet.PageType;
import java.lang.foreign.MemorySegment;

/**
 * What stands before a page, field by field as in {@code parquet.thrift}. One serves a column for
 * ever: {@link #read} overwrites it and makes no garbage. Sizes are in bytes and do not count the
 * header; nothing is checked but that required fields are there.
 */
final class PageHeader {
  // PageType in parquet.thrift
  private static final int DATA_V1 = 0;
  private static final int INDEX = 1;
  private static final int DICTIONARY = 2;
  private static final int DATA_V2 = 3;

  private static final int MISSING = Integer.MIN_VALUE;

  private final CompactReader reader = new CompactReader();

  private int type;

  /** The field of the part that was read, which has to be that of the type. */
  private int part;

  private int uncompressedBytes;
  private int compressedBytes;
  private boolean hasChecksum;
  private int checksum;
  private int values;
  private int nulls;
  private int rows;
  private int encoding;
  private int definitionEncoding;
  private int repetitionEncoding;
  private int definitionBytes;
  private int repetitionBytes;
  private boolean compressed;

  /**
   * Reads a header.
   *
   * @param bytes holds it
   * @param from where it starts
   * @param to where it ends at the latest
   * @param label what it is, for messages
   * @return where it ends
   * @throws CorruptDataException if it is none; {@link #ranOut} then tells whether more bytes could
   *     have helped
   */
  long read(MemorySegment bytes, long from, long to, String label) {
    reader.over(bytes, from, to, label);
    reset();
    for (int field = reader.field(); field != CompactReader.STOP; field = reader.field()) {
      readField(field);
    }
    require(type, "type");
    require(uncompressedBytes, "uncompressed size");
    require(compressedBytes, "compressed size");
    requireOwnPart();
    return reader.position();
  }

  private void reset() {
    type = MISSING;
    uncompressedBytes = MISSING;
    compressedBytes = MISSING;
    hasChecksum = false;
    resetPart(MISSING);
  }

  private void resetPart(int next) {
    part = next;
    values = MISSING;
    nulls = MISSING;
    rows = MISSING;
    encoding = MISSING;
    definitionEncoding = MISSING;
    repetitionEncoding = MISSING;
    definitionBytes = MISSING;
    repetitionBytes = MISSING;
    compressed = true;
  }

  private void readField(int field) {
    switch (reader.number()) {
      case 1 -> type = reader.int32(field);
      case 2 -> uncompressedBytes = reader.int32(field);
      case 3 -> compressedBytes = reader.int32(field);
      case 4 -> {
        checksum = reader.int32(field);
        hasChecksum = true;
      }
      case 5, 7, 8 -> readPart(reader.number(), field);
      default -> reader.skip(field);
    }
  }

  private void readPart(int next, int fieldType) {
    reader.requireStruct(fieldType);
    if (type != MISSING && next != partOf(type)) {
      reader.skip(fieldType);
      return;
    }
    resetPart(next);
    int outer = reader.enter();
    for (int field = reader.field(); field != CompactReader.STOP; field = reader.field()) {
      switch (part) {
        case 5 -> readDataV1(field);
        case 7 -> readDictionary(field);
        default -> readDataV2(field);
      }
    }
    reader.leave(outer);
  }

  private void readDataV1(int field) {
    switch (reader.number()) {
      case 1 -> values = reader.int32(field);
      case 2 -> encoding = reader.int32(field);
      case 3 -> definitionEncoding = reader.int32(field);
      case 4 -> repetitionEncoding = reader.int32(field);
      default -> reader.skip(field);
    }
  }

  private void readDictionary(int field) {
    switch (reader.number()) {
      case 1 -> values = reader.int32(field);
      case 2 -> encoding = reader.int32(field);
      default -> reader.skip(field);
    }
  }

  private void readDataV2(int field) {
    switch (reader.number()) {
      case 1 -> values = reader.int32(field);
      case 2 -> nulls = reader.int32(field);
      case 3 -> rows = reader.int32(field);
      case 4 -> encoding = reader.int32(field);
      case 5 -> definitionBytes = reader.int32(field);
      case 6 -> repetitionBytes = reader.int32(field);
      case 7 -> compressed = reader.bool(field);
      default -> reader.skip(field);
    }
  }

  /** The field of what only pages of a type have. */
  private static int partOf(int type) {
    return switch (type) {
      case DATA_V1 -> 5;
      case DICTIONARY -> 7;
      case DATA_V2 -> 8;
      default -> MISSING;
    };
  }

  private void requireOwnPart() {
    if (part != partOf(type)) {
      resetPart(MISSING);
    }
    switch (type) {
      case DATA_V1 -> {
        requireValues();
        require(definitionEncoding, "encoding of definition levels");
        require(repetitionEncoding, "encoding of repetition levels");
      }
      case DATA_V2 -> {
        requireValues();
        require(nulls, "number of nulls");
        require(rows, "number of rows");
        require(definitionBytes, "length of definition levels");
        require(repetitionBytes, "length of repetition levels");
      }
      case DICTIONARY -> requireValues();
      default -> {}
    }
  }

  private void requireValues() {
    require(values, "number of values");
    require(encoding, "encoding");
  }

  private void require(int value, String what) {
    if (value == MISSING) {
      throw reader.corrupt("it has no " + what);
    }
  }

  /** Whether the header that could not be read might go on behind the end given. */
  boolean ranOut() {
    return reader.ranOut();
  }

  PageType type() {
    return switch (type) {
      case DATA_V1 -> PageType.DATA_V1;
      case INDEX -> PageType.INDEX;
      case DICTIONARY -> PageType.DICTIONARY;
      case DATA_V2 -> PageType.DATA_V2;
      default -> PageType.UNKNOWN;
    };
  }

  int uncompressedBytes() {
    return uncompressedBytes;
  }

  int compressedBytes() {
    return compressedBytes;
  }

  boolean hasChecksum() {
    return hasChecksum;
  }

  /** The CRC-32 of the page's bytes in the file, if there is one. */
  int checksum() {
    return checksum;
  }

  /** Values, nulls included; entries of a dictionary. */
  int values() {
    return values;
  }

  /** Nulls of a data page V2. */
  int nulls() {
    return nulls;
  }

  /** Rows of a data page V2. */
  int rows() {
    return rows;
  }

  /** The encoding of the values. */
  PageEncoding encoding() {
    return encoding(encoding);
  }

  /** The encoding of a data page V1's definition levels. */
  PageEncoding definitionEncoding() {
    return encoding(definitionEncoding);
  }

  /** The encoding of a data page V1's repetition levels. */
  PageEncoding repetitionEncoding() {
    return encoding(repetitionEncoding);
  }

  /** By the numbers in {@code parquet.thrift}. */
  private static PageEncoding encoding(int number) {
    return switch (number) {
      case 0 -> PageEncoding.PLAIN;
      case 2 -> PageEncoding.PLAIN_DICTIONARY;
      case 3 -> PageEncoding.RLE;
      case 4 -> PageEncoding.BIT_PACKED;
      case 5 -> PageEncoding.DELTA_BINARY_PACKED;
      case 6 -> PageEncoding.DELTA_LENGTH_BYTE_ARRAY;
      case 7 -> PageEncoding.DELTA_BYTE_ARRAY;
      case 8 -> PageEncoding.RLE_DICTIONARY;
      case 9 -> PageEncoding.BYTE_STREAM_SPLIT;
      default -> PageEncoding.UNKNOWN;
    };
  }

  /** Bytes of a data page V2's definition levels. */
  int definitionBytes() {
    return definitionBytes;
  }

  /** Bytes of a data page V2's repetition levels. */
  int repetitionBytes() {
    return repetitionBytes;
  }

  /** Whether a data page V2's values are compressed, if the chunk has a codec. */
  boolean isCompressed() {
    return compressed;
  }
}
