package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.compute.Selection;
import dev.intarsia.encoding.OffsetOverflowException;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.parquet.LeafColumn;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a field of a flat schema: a row is a slot. */
final class FlatReader implements FieldReader {
  /** So many rows are decoded in the time that it takes to go to another row. */
  private static final int ROWS_TO_PASS_OVER = 16;

  private final PrimitiveField field;
  private final LeafReader<FlatChunkReader> leaf;
  private final List<LeafSlots> drafts;

  /** Rows of which some are taken. */
  private final LeafSlots whole;

  FlatReader(LeafColumn column, OpenFile file, int drafts) {
    field = column.field();
    leaf = new LeafReader<>(column, file, new FlatChunkReader(column, file));
    boolean nullable = column.maxDefinitionLevel() > 0;
    String owner = "column " + column.name();
    this.drafts =
        IntStream.range(0, drafts)
            .mapToObj(_ -> new LeafSlots(field, nullable, file.pool(), owner))
            .toList();
    whole = new LeafSlots(field, nullable, file.pool(), owner + ", rows to choose from");
  }

  @Override
  public void read(int draft, List<RowSpan> spans, DecodeScratch scratch) throws IOException {
    LeafSlots out = drafts.get(draft);
    out.clear();
    for (RowSpan span : spans) {
      Selection selected = span.selected();
      boolean few =
          selected != null && selected.ranges() * (long) ROWS_TO_PASS_OVER <= span.count();
      leaf.expectFew(few);
      if (selected == null) {
        leaf.seek(span, scratch).read(span.count(), out, scratch);
      } else if (few) {
        readRanges(span, selected, out, scratch);
      } else {
        readAndTake(span, selected, out, scratch);
      }
    }
  }

  /** Where selected rows are few and far between, what lies there is passed over. */
  private void readRanges(RowSpan span, Selection selected, LeafSlots out, DecodeScratch scratch)
      throws IOException {
    int next = selected.nextSelected(0);
    while (next < span.count()) {
      int end = selected.nextUnselected(next);
      int count = end - next;
      leaf.seek(span.rowGroup(), span.from() + next, count, scratch).read(count, out, scratch);
      next = selected.nextSelected(end);
    }
  }

  /** Where they are close together, what lies between is decoded and dropped. */
  private void readAndTake(RowSpan span, Selection selected, LeafSlots out, DecodeScratch scratch)
      throws IOException {
    whole.clear();
    FlatChunkReader chunk = leaf.seek(span, scratch);
    chunk.read(span.count(), whole, scratch);
    try {
      out.take(whole, selected, selected.count());
    } catch (OffsetOverflowException e) {
      throw chunk.failure(e);
    }
  }

  @Override
  public Column build(int draft, BatchArena arena) {
    return Column.over(field, drafts.get(draft).build(arena));
  }

  @Override
  public Loaded loaded() {
    return leaf.loaded();
  }

  @Override
  public void close() {
    leaf.close();
    drafts.forEach(LeafSlots::close);
    whole.close();
  }
}
