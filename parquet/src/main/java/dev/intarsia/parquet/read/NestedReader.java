package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.format.Place;
import dev.intarsia.parquet.format.ReadNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a struct, list or map: leaf after leaf, and then puts them together. */
final class NestedReader implements FieldReader {
  private final ReadNode root;
  private final OpenFile file;
  private final List<NestedDraft> drafts = new ArrayList<>();
  private final List<LeafReader<NestedChunkReader>> leaves = new ArrayList<>();

  NestedReader(ReadNode root, OpenFile file, int drafts) {
    this.root = root;
    this.file = file;
    for (int i = 0; i < drafts; i++) {
      this.drafts.add(new NestedDraft(root, Place.footer(file.name()), file.pool()));
    }
    for (LeafColumn column : this.drafts.getFirst().columns()) {
      leaves.add(new LeafReader<>(column, file, new NestedChunkReader(column, file)));
    }
  }

  @Override
  public void read(int draft, List<RowSpan> spans, DecodeScratch scratch) throws IOException {
    NestedDraft out = drafts.get(draft);
    out.clear();
    int rows = 0;
    for (RowSpan span : RowSpan.ranges(spans)) {
      for (int i = 0; i < leaves.size(); i++) {
        leaves.get(i).seek(span, scratch).read(span.count(), out.levels(i), out.values(i), scratch);
      }
      rows += span.count();
    }
    int rowGroup = spans.getFirst().rowGroup();
    out.assemble(rows, Place.rowGroup(file.name(), rowGroup).part("field " + root.field().name()));
  }

  @Override
  public Column build(int draft, BatchArena arena) {
    return Column.over(root.field(), drafts.get(draft).build(arena));
  }

  @Override
  public Loaded loaded() {
    return leaves.stream().map(LeafReader::loaded).reduce(Loaded.NOTHING, Loaded::plus);
  }

  @Override
  public void close() {
    leaves.forEach(LeafReader::close);
    drafts.forEach(NestedDraft::close);
  }
}
