package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.parquet.LeafColumn;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a field of a flat schema: a row is a slot. */
final class FlatReader implements FieldReader {
  private final PrimitiveField field;
  private final LeafReader<FlatChunkReader> leaf;
  private final List<LeafSlots> drafts;

  FlatReader(LeafColumn column, OpenFile file, int drafts) {
    field = column.field();
    leaf = new LeafReader<>(column, file, new FlatChunkReader(column, file));
    boolean nullable = column.maxDefinitionLevel() > 0;
    String owner = "column " + column.name();
    this.drafts =
        IntStream.range(0, drafts)
            .mapToObj(_ -> new LeafSlots(field, nullable, file.pool(), owner))
            .toList();
  }

  @Override
  public void read(int draft, List<RowSpan> spans, DecodeScratch scratch) throws IOException {
    LeafSlots out = drafts.get(draft);
    out.clear();
    for (RowSpan span : spans) {
      leaf.seek(span, scratch).read(span.count(), out, scratch);
    }
  }

  @Override
  public Column build(int draft, BatchArena arena) {
    return Column.over(field, drafts.get(draft).build(arena));
  }

  @Override
  public long loadedBytes() {
    return leaf.loadedBytes();
  }

  @Override
  public void close() {
    leaf.close();
    drafts.forEach(LeafSlots::close);
  }
}
