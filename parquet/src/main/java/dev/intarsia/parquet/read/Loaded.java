package dev.intarsia.parquet.read;

/**
 * What was decompressed.
 *
 * @param pages data pages
 * @param bytes of pages, dictionaries too, after it
 */
public record Loaded(long pages, long bytes) {
  static final Loaded NOTHING = new Loaded(0, 0);

  Loaded plus(Loaded more) {
    return new Loaded(pages + more.pages, bytes + more.bytes);
  }
}
