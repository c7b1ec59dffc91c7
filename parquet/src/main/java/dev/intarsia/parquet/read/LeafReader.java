package dev.intarsia.parquet.read;

import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.RowGroupMetadata;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column through the row groups of a file: forwards, and from the start of a row group
 * again if it is asked for twice.
 *
 * @param <C> what reads a chunk of it
 */
final class LeafReader<C extends ColumnChunkReader> implements AutoCloseable {
  private static final int NOWHERE = -1;

  private final LeafColumn leaf;
  private final OpenFile file;
  private final C chunk;
  private int rowGroup = NOWHERE;
  private long row;

  /** Whether the chunk was told where its pages are: only passing over rows takes that. */
  private boolean located;

  LeafReader(LeafColumn leaf, OpenFile file, C chunk) {
    this.leaf = leaf;
    this.file = file;
    this.chunk = chunk;
  }

  /** Says whether few of a page's rows are wanted from now on. */
  void expectFew(boolean few) {
    chunk.expectFew(few);
  }

  /** Goes to the first row of a span and takes its rows to be read. */
  C seek(RowSpan span, DecodeScratch scratch) throws IOException {
    return seek(span.rowGroup(), span.from(), span.count(), scratch);
  }

  /** Goes to a row and takes some rows to be read. */
  C seek(int group, long from, int count, DecodeScratch scratch) throws IOException {
    begin(group, from);
    if (from > row) {
      if (!located) {
        located = true;
        chunk.locate(scratch.indexes().locations(rowGroup, leaf.index()));
      }
      chunk.skip(from - row, scratch);
    }
    row = from + count;
    return chunk;
  }

  /** The dictionary of a chunk, or null if it has none. */
  @Nullable Dictionary dictionary(int group, DecodeScratch scratch) throws IOException {
    begin(group, 0);
    return chunk.dictionary(scratch);
  }

  private void begin(int group, long from) throws IOException {
    file.requireReadable();
    if (group == rowGroup && from >= row) {
      return;
    }
    RowGroupMetadata metadata = file.metadata().rowGroups().get(group);
    rowGroup = NOWHERE;
    chunk.begin(
        metadata.column(leaf.index()), metadata.rowCount(), file.place(group, leaf.index()));
    rowGroup = group;
    row = 0;
    located = false;
  }

  /** What was decompressed so far. */
  Loaded loaded() {
    return chunk.loaded();
  }

  @Override
  public void close() {
    chunk.close();
  }
}
