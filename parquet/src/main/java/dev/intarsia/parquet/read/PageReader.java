package dev.intarsia.parquet.read;

import dev.intarsia.encoding.compress.CodecException;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.PageEncoding;
import dev.intarsia.parquet.PageType;
import dev.intarsia.parquet.format.Checksum;
import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Goes through the pages of one column chunk after another. {@link #next} reads a header and
 * nothing more, so that a page can be passed over at no cost; {@link #load} decompresses what is
 * wanted and finds its parts:
 *
 * <pre>
 *   V1   ( |4|repetition levels|4|definition levels|values| ) compressed
 *   V2     |repetition levels|definition levels| ( |values| ) compressed or not
 * </pre>
 *
 * <p>A length of four bytes stands before levels of V1, unless they are bit-packed the old way.
 * Levels that are always 0 are left out.
 */
final class PageReader implements AutoCloseable {
  /** A header holds two bounds at most that could be long; none honest comes near. */
  private static final long MAX_HEADER_BYTES = 1 << 24;

  private static final long FIRST_LOOK = 1 << 10;

  /**
   * Before parquet-mr 1.2.9, the header of the dictionary was not counted in the size of a chunk
   * (PARQUET-816), so the last page may reach beyond it.
   */
  private static final long UNCOUNTED_BYTES = 100;

  private final ChunkBytes bytes;
  private final boolean verifyChecksums;
  private final long maxPageBytes;
  private final long pagesEnd;
  private final int definitionWidth;
  private final int repetitionWidth;

  private final PageHeader header = new PageHeader();
  private final Checksum checksum = new Checksum();
  private final PageBody body;
  private final PagePart repetition = new PagePart();
  private final PagePart definition = new PagePart();
  private final PagePart values = new PagePart();

  private Place place;
  private CodecKind codec = CodecKind.UNCOMPRESSED;
  private long start;
  private long end;

  /** Where the last page ends at the latest. */
  private long lastByte;

  private boolean hasDictionary;

  /** Counts pages, the dictionary too, from 0 on. */
  private int number;

  private long headerAt;
  private long bodyAt;
  private long nextAt;
  private long plainBytes;
  private long loadedPages;

  PageReader(LeafColumn leaf, OpenFile file) {
    String owner = "column " + leaf.name();
    this.bytes = new ChunkBytes(file, owner);
    this.verifyChecksums = file.options().verifyChecksums();
    this.maxPageBytes = file.options().pageBytes();
    this.pagesEnd = file.pagesEnd();
    this.definitionWidth = Bits.bitWidth(leaf.maxDefinitionLevel());
    this.repetitionWidth = Bits.bitWidth(leaf.maxRepetitionLevel());
    this.place = Place.footer(file.name());
    this.body = new PageBody(file.pool(), owner + ", page");
  }

  /** Goes to the start of a chunk and finds out whether a dictionary is there. */
  void begin(ColumnChunkMetadata chunk, CodecKind kind, Place of) throws IOException {
    place = of;
    codec = kind;
    start = chunk.start();
    end = chunk.pages().end();
    lastByte = Math.min(end + UNCOUNTED_BYTES, pagesEnd);
    bytes.begin(end);
    number = -1;
    nextAt = start;
    hasDictionary = start < end && readHeader() && header.type() == PageType.DICTIONARY;
    if (!hasDictionary) {
      number = -1;
      nextAt = start;
    }
  }

  /** Whether the chunk begins with a dictionary. */
  boolean hasDictionary() {
    return hasDictionary;
  }

  /** Where the page that was begun last is, for messages. */
  Place place() {
    return place.page(number);
  }

  /**
   * Reads the header of the next data page.
   *
   * @return false if there is none
   */
  boolean next() throws IOException {
    while (readHeader()) {
      switch (header.type()) {
        case DATA_V1, DATA_V2 -> {
          return true;
        }
        case DICTIONARY -> throw place().corrupt("it is a dictionary, but not the first page");
        case INDEX -> {}
        case UNKNOWN -> throw place().corrupt("it is of no type that there is");
      }
    }
    return false;
  }

  /**
   * Goes to a data page whose place is known, so that {@link #next} reads its header.
   *
   * @param position of its header in the file
   * @param index among the data pages
   */
  void jump(long position, int index) throws IOException {
    place()
        .check(
            position >= start && position < end,
            () ->
                "the offset index has page "
                    + index
                    + " at byte "
                    + position
                    + ", outside the chunk");
    nextAt = position;
    number = index - 1 + (hasDictionary ? 1 : 0);
  }

  private boolean readHeader() throws IOException {
    if (nextAt >= end) {
      return false;
    }
    number++;
    headerAt = nextAt;
    long longest = Math.min(end - headerAt, MAX_HEADER_BYTES);
    long look = Math.min(longest, FIRST_LOOK);
    while (!tryHeader(look, longest)) {
      look = Math.min(longest, 4 * look);
    }
    checkSizes();
    nextAt = bodyAt + header.compressedBytes();
    return true;
  }

  /** Whether the bytes looked at sufficed. */
  private boolean tryHeader(long look, long longest) throws IOException {
    bytes.hold(headerAt, look);
    long held = Math.min(longest, bytes.held(headerAt));
    long from = bytes.offset(headerAt);
    try {
      long to = header.read(bytes.segment(), from, from + held, "its header");
      bodyAt = headerAt + to - from;
      return true;
    } catch (CorruptDataException e) {
      if (header.ranOut() && look < longest) {
        return false;
      }
      throw place().corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private void checkSizes() throws IOException {
    int compressed = header.compressedBytes();
    int uncompressed = header.uncompressedBytes();
    long left = lastByte - bodyAt;
    if (compressed < 0 || compressed > left) {
      throw place().corrupt("its %d bytes exceed the %d left".formatted(compressed, left));
    }
    if (uncompressed < 0) {
      throw place().corrupt("its uncompressed size is " + uncompressed);
    }
    if (uncompressed > maxPageBytes) {
      throw place()
          .unsupported(
              "its uncompressed size is %d bytes, and ReaderOptions.pageBytes allows %d"
                  .formatted(uncompressed, maxPageBytes));
    }
    switch (header.type()) {
      case DATA_V1, DATA_V2, DICTIONARY ->
          place().check(header.values() >= 0, () -> "it has " + header.values() + " values");
      case INDEX, UNKNOWN -> {}
    }
  }

  /** The header read last. */
  PageHeader header() {
    return header;
  }

  /** Goes to the repetition levels of the page loaded last. */
  void beginRepetition(LevelDecoder levels) {
    if (header.type() == PageType.DATA_V1) {
      levels.begin(repetition, header.repetitionEncoding());
    } else {
      levels.begin(repetition);
    }
  }

  /** Goes to the definition levels of the page loaded last. */
  void beginDefinition(LevelDecoder levels) {
    if (header.type() == PageType.DATA_V1) {
      levels.begin(definition, header.definitionEncoding());
    } else {
      levels.begin(definition);
    }
  }

  /** Values of the page loaded last. */
  PagePart values() {
    return values;
  }

  /**
   * Decompresses the data page whose header was read last.
   *
   * @param asAsked only as far as {@link PagePart#require} of its values asks for
   */
  void load(boolean asAsked, DecodeScratch scratch) throws IOException {
    loadedPages++;
    holdBody();
    repetition.clear();
    definition.clear();
    if (header.type() == PageType.DATA_V1) {
      open(0, codec != CodecKind.UNCOMPRESSED, body, values);
      inflate(asAsked, body, scratch);
      takeLevels(header.repetitionEncoding(), repetitionWidth, repetition, scratch);
      takeLevels(header.definitionEncoding(), definitionWidth, definition, scratch);
    } else {
      openV2();
      inflate(asAsked, body, scratch);
    }
  }

  private void openV2() throws IOException {
    int repetitionBytes = header.repetitionBytes();
    int definitionBytes = header.definitionBytes();
    long levels = (long) repetitionBytes + definitionBytes;
    place()
        .check(
            repetitionBytes >= 0
                && definitionBytes >= 0
                && levels <= header.compressedBytes()
                && levels <= header.uncompressedBytes(),
            () ->
                "its levels of %d and %d bytes exceed its size"
                    .formatted(repetitionBytes, definitionBytes));
    long at = bytes.offset(bodyAt);
    plainBytes += levels;
    repetition.set(bytes.segment(), at, at + repetitionBytes);
    definition.set(bytes.segment(), at + repetitionBytes, at + levels);
    boolean compressed = codec != CodecKind.UNCOMPRESSED && header.isCompressed();
    open((int) levels, compressed, body, values);
  }

  /**
   * Goes to the dictionary page, which must be there. The data page whose header was read last is
   * still to be loaded.
   *
   * @param asAsked decompresses only as far as entries are asked for
   */
  void loadDictionary(Dictionary target, boolean asAsked, DecodeScratch scratch)
      throws IOException {
    long dataAt = headerAt;
    int dataNumber = number;
    goTo(start, 0);
    holdBody();
    open(0, codec != CodecKind.UNCOMPRESSED, target.body(), target.page());
    PageEncoding encoding = header.encoding();
    place()
        .check(
            encoding == PageEncoding.PLAIN || encoding == PageEncoding.PLAIN_DICTIONARY,
            () -> "its entries are encoded as " + encoding + ", not PLAIN");
    try {
      target.begin(header.values());
      if (!asAsked || !canStop(target.body())) {
        target.requireAll(scratch);
      }
    } catch (CorruptDataException | CodecException e) {
      throw place().corrupt(String.valueOf(e.getMessage()), e);
    }
    goTo(dataAt, dataNumber);
  }

  private void goTo(long position, int page) throws IOException {
    nextAt = position;
    number = page - 1;
    readHeader();
  }

  private void holdBody() throws IOException {
    int size = header.compressedBytes();
    bytes.hold(bodyAt, size);
    if (verifyChecksums && header.hasChecksum()) {
      int found = (int) checksum.of(bytes.segment(), bytes.offset(bodyAt), size);
      place()
          .check(
              found == header.checksum(),
              () ->
                  "its checksum is %08x, but its header says %08x"
                      .formatted(found, header.checksum()));
    }
  }

  /**
   * Finds what stands behind the first {@code skipped} bytes of the page: in the file, or, if that
   * is compressed, in a body that is still to be decompressed.
   */
  private void open(int skipped, boolean compressed, PageBody to, PagePart part)
      throws IOException {
    int stored = header.compressedBytes() - skipped;
    int plain = header.uncompressedBytes() - skipped;
    long at = bytes.offset(bodyAt) + skipped;
    if (compressed) {
      place()
          .check(
              plain <= codec.mostPlain(stored),
              () ->
                  "it says that %d bytes are %d before compression, which %s cannot do"
                      .formatted(stored, plain, codec));
      to.begin(codec, bytes.segment(), at, stored, plain);
      part.set(to);
    } else {
      place()
          .checkSame("its uncompressed size", header.uncompressedBytes(), header.compressedBytes());
      to.beginNone();
      part.set(bytes.segment(), at, at + stored);
      plainBytes += stored;
    }
  }

  private void inflate(boolean asAsked, PageBody opened, DecodeScratch scratch) {
    if (!asAsked || !canStop(opened)) {
      opened.requireAll(scratch);
    }
  }

  /** Bytes that are not in memory make room for others. */
  private boolean canStop(PageBody opened) {
    return bytes.isMapped() && opened.canStop();
  }

  /** Cuts levels of V1 off the front of the values. */
  private void takeLevels(PageEncoding encoding, int width, PagePart levels, DecodeScratch scratch)
      throws IOException {
    if (width == 0) {
      return;
    }
    MemorySegment segment = values.segment();
    long from = values.from();
    long left = values.bytes();
    long length;
    if (encoding == PageEncoding.BIT_PACKED) {
      length = Bits.ceilDiv((long) header.values() * width, Byte.SIZE);
    } else {
      place()
          .check(
              encoding == PageEncoding.RLE,
              () -> "its levels are encoded as " + encoding + ", not RLE");
      place().check(left >= Integer.BYTES, "it ends within the length of its levels");
      values.require(from + Integer.BYTES, scratch);
      length = segment.get(Layouts.INT_LE, from);
      from += Integer.BYTES;
      left -= Integer.BYTES;
    }
    long bytesLeft = left;
    place()
        .check(
            length >= 0 && length <= left,
            () -> "its levels take %d bytes where %d are left".formatted(length, bytesLeft));
    values.require(from + length, scratch);
    levels.set(segment, from, from + length);
    values.startAt(from + length);
  }

  /** What was loaded so far. */
  Loaded loaded() {
    return new Loaded(loadedPages, plainBytes + body.inflatedBytes());
  }

  /** What was read from a source that is not in memory. */
  long readBytes() {
    return bytes.readBytes();
  }

  @Override
  public void close() {
    bytes.close();
    body.close();
  }
}
