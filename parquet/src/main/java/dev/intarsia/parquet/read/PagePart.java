package dev.intarsia.parquet.read;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes of a page: its levels of one kind, or its values. Points elsewhere page by page. What
 * it points at may wait for its decompression, so {@link #require} comes before each look.
 */
final class PagePart {
  private MemorySegment segment = MemorySegment.NULL;
  private long from;
  private long to;

  /** Of bytes that may not be there yet. */
  private @Nullable PageBody body;

  /** Bytes that are there. */
  void set(MemorySegment bytes, long start, long end) {
    segment = bytes;
    from = start;
    to = end;
    body = null;
  }

  /** All of a page that is decompressed as far as it is asked for. */
  void set(PageBody page) {
    set(page.segment(), 0, page.size());
    body = page;
  }

  void clear() {
    set(MemorySegment.NULL, 0, 0);
  }

  /** Leaves bytes at the front out. */
  void startAt(long start) {
    from = start;
  }

  /**
   * Has bytes decompressed, if they are not.
   *
   * @param end what comes before this byte of {@link #segment}
   * @return the byte of {@link #segment} behind all that are there, not below {@code end} unless
   *     that is behind {@link #to}
   */
  long require(long end, DecodeScratch scratch) {
    PageBody page = body;
    return page == null ? to : page.require(end, scratch);
  }

  MemorySegment segment() {
    return segment;
  }

  /** Where it starts in {@link #segment}. */
  long from() {
    return from;
  }

  /** Where it ends in {@link #segment}. */
  long to() {
    return to;
  }

  long bytes() {
    return to - from;
  }
}
