package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.parquet.format.ReadNode;
import java.io.IOException;
import java.util.List;

/**
 * Reads one field of the schema through a scan. What it reads waits in drafts: as many batches as
 * are in the making at a time. Reading is for one thread at a time; a draft that was read is built
 * by any thread.
 */
sealed interface FieldReader extends AutoCloseable permits FlatReader, NestedReader {
  /** What reads a field of the schema, with so many drafts. */
  static FieldReader of(OpenFile file, int field, int drafts) {
    ReadNode root = file.tree().roots().get(field);
    return root instanceof ReadNode.Leaf leaf
        ? new FlatReader(leaf.column(), file, drafts)
        : new NestedReader(root, file, drafts);
  }

  /**
   * Reads the rows of a batch.
   *
   * @param draft where they go; what it holds is forgotten
   * @param spans behind those read before
   */
  void read(int draft, List<RowSpan> spans, DecodeScratch scratch) throws IOException;

  /**
   * Hands a draft over to an arena.
   *
   * @param arena of the calling thread
   * @return the column, in that arena
   */
  Column build(int draft, BatchArena arena);

  /** What was decompressed so far. */
  Loaded loaded();

  @Override
  void close();
}
