package dev.intarsia.parquet.write;

import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.encoding.compress.Search;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * Compresses the bodies of pages, each kind by the shortest search that suffices for it.
 *
 * <p>A trial compresses a sample of the page as the codec's level does, and by shortcuts until one
 * makes it about as small. As a sample does not show what comes again from afar, the next page is
 * compressed whole both ways.
 */
final class PageCompressor {
  private static final Search[] SHORTCUTS = {Search.SPARSE, Search.NEAR, Search.LONG};

  /** Compressing an eighth of a page some times costs no more than the page. */
  private static final int SAMPLE_SHARE = 8;

  private static final long SMALLEST_SAMPLE = 4 << 10;
  private static final long LARGEST_SAMPLE = 64 << 10;

  private final GrowableSegment packed;

  /** Into a buffer that whoever made it closes. */
  PageCompressor(GrowableSegment packed) {
    this.packed = packed;
  }

  /**
   * Compresses what follows {@code plainPrefix} bytes of the page, which are only copied.
   *
   * @return bytes behind the prefix
   */
  long compress(Codec codec, SearchChoice choice, GrowableSegment page, int plainPrefix) {
    long length = page.size() - plainPrefix;
    packed.clear();
    packed.reserve(plainPrefix + codec.bound(length));
    MemorySegment.copy(page.segment(), 0, packed.segment(), 0, plainPrefix);
    if (codec.hasShortcuts() && choice.isTrialDue(length)) {
      Search search = trySample(codec, page, plainPrefix, length);
      long bytes = run(codec, search, page, plainPrefix, plainPrefix, length);
      choice.settle(search, length, bytes);
      return bytes;
    }
    if (choice.isProofDue(length)) {
      return prove(codec, choice, page, plainPrefix, length);
    }
    long bytes = run(codec, choice.search(), page, plainPrefix, plainPrefix, length);
    choice.compressed(length, bytes);
    return bytes;
  }

  /**
   * Compresses a page that is tried: it may come again to be written, as it is or otherwise.
   *
   * @return bytes behind the prefix
   */
  long tried(Codec codec, SearchChoice choice, GrowableSegment page, int plainPrefix) {
    long bytes = compress(codec, choice, page, plainPrefix);
    choice.tried();
    return bytes;
  }

  private long prove(
      Codec codec, SearchChoice choice, GrowableSegment page, int plainPrefix, long length) {
    Search tried = choice.search();
    long level = run(codec, Search.LEVEL, page, plainPrefix, plainPrefix, length);
    long bytes = run(codec, tried, page, plainPrefix, plainPrefix, length);
    choice.prove(length, level, bytes);
    return choice.search() == tried
        ? bytes
        : run(codec, choice.search(), page, plainPrefix, plainPrefix, length);
  }

  /** Takes the sample from the middle: a page may begin with levels. */
  private Search trySample(Codec codec, GrowableSegment page, int plainPrefix, long length) {
    long sample = Math.clamp(length / SAMPLE_SHARE, SMALLEST_SAMPLE, LARGEST_SAMPLE);
    long from = plainPrefix + (length - sample) / 2;
    long level = run(codec, Search.LEVEL, page, plainPrefix, from, sample);
    for (Search shortcut : SHORTCUTS) {
      if (EncodingChoice.searchSuffices(
          level, run(codec, shortcut, page, plainPrefix, from, sample))) {
        return shortcut;
      }
    }
    return Search.LEVEL;
  }

  private long run(
      Codec codec, Search search, GrowableSegment page, int plainPrefix, long from, long length) {
    return codec.compress(
        search,
        page.segment(),
        from,
        length,
        packed.segment(),
        plainPrefix,
        packed.capacity() - plainPrefix);
  }
}
