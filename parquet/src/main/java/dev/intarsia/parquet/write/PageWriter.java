package dev.intarsia.parquet.write;

import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.format.Checksum;
import dev.intarsia.parquet.format.PageHeaders;
import java.lang.foreign.MemorySegment;

/**
 * Turns the levels and values of one page into its bytes: compressed, checksummed, behind a header.
 * All column chunks of a writer share one, with its scratch, because pages end one at a time.
 *
 * <pre>
 * V1  | header | ( u32 length | repetition levels | u32 length | definition levels | values ) compressed together |
 * V2  | header | repetition levels | definition levels | ( values ) compressed                                    |
 * </pre>
 *
 * <p>Levels that can only be 0 are left out, and so is their length.
 */
final class PageWriter implements AutoCloseable {
  private static final int SCRATCH_SLACK = 4 << 10;

  private final boolean v1;
  private final boolean checksums;
  private final GrowableSegment body;
  private final GrowableSegment packed;
  private final PageCompressor compressor;
  private final GrowableSegment header;
  private final PageHeaders headers;
  private final Checksum checksum = new Checksum();
  private int repetitionBytes;
  private int levelBytes;
  private int fileBytes;
  private int uncompressedBytes;

  PageWriter(DataPageVersion version, boolean checksums, MemoryPool pool) {
    this.v1 = version == DataPageVersion.V1;
    this.checksums = checksums;
    this.body = GrowableSegment.allocate(pool, "page body", 0);
    this.packed = GrowableSegment.allocate(pool, "compressed page", 0);
    this.compressor = new PageCompressor(packed);
    this.header = GrowableSegment.allocate(pool, "page header", 256);
    this.headers = new PageHeaders();
  }

  /** Begins a data page with its levels and returns the buffer that its values follow in. */
  GrowableSegment begin(PendingLevels levels) {
    body.clear();
    if (levels.hasRepetitions()) {
      beginLevels();
      levels.encodeRepetitions(body);
      endLevels(0);
    }
    repetitionBytes = Math.toIntExact(body.size());
    if (levels.hasDefinitions()) {
      beginLevels();
      levels.encodeDefinitions(body);
      endLevels(repetitionBytes);
    }
    levelBytes = Math.toIntExact(body.size());
    return body;
  }

  /** In V1 a length stands before the levels, in V2 in the header. */
  private void beginLevels() {
    if (v1) {
      body.putInt(0);
    }
  }

  private void endLevels(int start) {
    if (v1) {
      body.segment().set(Layouts.INT_LE, start, (int) body.size() - start - Integer.BYTES);
    }
  }

  /**
   * Ends the page that was begun: its bytes go to the store. How many they are, {@link #fileBytes}
   * and {@link #uncompressedBytes} tell until the next page.
   *
   * @param page the buffer that {@link #begin} returned, or another where there are no levels
   */
  void finish(
      GrowableSegment page,
      PendingLevels levels,
      Encoding encoding,
      ChunkCodec codec,
      PageStore store) {
    assert page == body || levelBytes == 0;
    int uncompressed = Math.toIntExact(page.size());
    int stored = compress(codec, codec.search(encoding), page, v1 ? 0 : levelBytes);
    if (!v1 && stored >= uncompressed) {
      stored = -1; // only this version can say so for a single page
    }
    GrowableSegment bytes = stored < 0 ? page : packed;
    int length = stored < 0 ? uncompressed : stored;
    header.clear();
    long crc = crc(bytes, length);
    if (v1) {
      headers.dataPageV1(header, uncompressed, length, crc, levels.entries(), encoding);
    } else {
      headers.dataPageV2(
          header,
          uncompressed,
          length,
          crc,
          levels.rows(),
          levels.nulls(),
          levels.entries(),
          encoding,
          levelBytes - repetitionBytes,
          repetitionBytes,
          stored >= 0);
    }
    store(bytes, length, uncompressed, store);
  }

  /** Bytes that a page as for {@link #finish} would take; it may be begun again then. */
  long tried(GrowableSegment page, Encoding encoding, ChunkCodec chunk) {
    Codec codec = chunk.codec();
    return codec == null
        ? page.size()
        : compressor.tried(codec, chunk.search(encoding), page, v1 ? 0 : levelBytes);
  }

  /**
   * Compresses a page where that is worth it.
   *
   * @return bytes in {@link #packed}, or -1 if the page is to be stored as it is
   */
  private int compress(
      ChunkCodec chunk, SearchChoice search, GrowableSegment page, int plainPrefix) {
    Codec codec = chunk.codec();
    if (codec == null) {
      return -1;
    }
    long bytes = compressor.compress(codec, search, page, plainPrefix);
    return chunk.keeps(page.size() - plainPrefix, bytes)
        ? Math.toIntExact(plainPrefix + bytes)
        : -1;
  }

  private long crc(GrowableSegment bytes, int length) {
    return checksums ? checksum.of(bytes.segment(), 0, length) : PageHeaders.NO_CHECKSUM;
  }

  private void store(GrowableSegment bytes, int length, int uncompressed, PageStore store) {
    store.append(header.segment(), 0, header.size());
    store.append(bytes.segment(), 0, length);
    int headerBytes = Math.toIntExact(header.size());
    fileBytes = headerBytes + length;
    uncompressedBytes = headerBytes + uncompressed;
  }

  /** Writes a dictionary page to a store of its own. */
  void dictionary(MemorySegment plain, long bytes, int entries, ChunkCodec codec, PageStore store) {
    body.clear();
    body.putBytes(plain, 0, bytes);
    int stored = compress(codec, codec.dictionarySearch(), body, 0);
    GrowableSegment page = stored < 0 ? body : packed;
    int length = stored < 0 ? Math.toIntExact(bytes) : stored;
    header.clear();
    headers.dictionaryPage(header, Math.toIntExact(bytes), length, crc(page, length), entries);
    store(page, length, Math.toIntExact(bytes), store);
  }

  /** What the scratch must grow by to take a page of so many bytes. */
  long growth(long page) {
    long largest = page + page / 6 + SCRATCH_SLACK; // what the worst of the codecs may add
    return growth(body, largest) + growth(packed, largest);
  }

  private static long growth(GrowableSegment scratch, long bytes) {
    return bytes <= scratch.capacity() ? 0 : Growth.rounded(bytes);
  }

  /** Bytes of the last page in the file, its header included. */
  int fileBytes() {
    return fileBytes;
  }

  /** What the last page would take uncompressed, its header included. */
  int uncompressedBytes() {
    return uncompressedBytes;
  }

  @Override
  public void close() {
    try (body;
        packed) {
      header.close();
    }
  }
}
