package dev.intarsia.parquet.read;

import java.lang.foreign.MemorySegment;

/** Some bytes of a page: its levels of one kind, or its values. Points elsewhere page by page. */
final class PagePart {
  private MemorySegment segment = MemorySegment.NULL;
  private long from;
  private long to;

  void set(MemorySegment bytes, long start, long end) {
    segment = bytes;
    from = start;
    to = end;
  }

  void clear() {
    set(MemorySegment.NULL, 0, 0);
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
