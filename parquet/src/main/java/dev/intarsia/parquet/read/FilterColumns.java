package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.LeafColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a filter asks, at one window of rows after the other. A column is not decoded
 * before it is asked for.
 */
final class FilterColumns implements AutoCloseable {
  private final OpenFile file;
  private final DecodeScratch scratch;
  private final List<At> columns = new ArrayList<>();
  private @Nullable RowSpan window;

  /** Counts windows, so that a column knows whether it is at the one at hand. */
  private long number;

  /** A column, and where it is. */
  private static final class At implements AutoCloseable {
    final LeafColumn leaf;
    final LeafReader<FlatChunkReader> reader;
    final LeafSlots slots;
    long number;
    @Nullable Column column;

    At(LeafColumn leaf, OpenFile file) {
      this.leaf = leaf;
      MemoryPool pool = file.pool();
      boolean nullable = leaf.maxDefinitionLevel() > 0;
      String owner = "column " + leaf.name() + " of the filter";
      reader = new LeafReader<>(leaf, file, new FlatChunkReader(leaf, file));
      slots = new LeafSlots(leaf.field(), nullable, pool, owner);
    }

    @Override
    public void close() {
      reader.close();
      slots.close();
    }
  }

  FilterColumns(OpenFile file) {
    this.file = file;
    scratch = new DecodeScratch(file, "filter");
  }

  /** The position of a column, which is added unless it is there. */
  int add(LeafColumn leaf) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).leaf.index() == leaf.index()) {
        return i;
      }
    }
    columns.add(new At(leaf, file));
    return columns.size() - 1;
  }

  /** Goes to rows behind those of the window before. */
  void begin(RowSpan rows) {
    window = rows;
    number++;
  }

  /** The values of a column in the window, good until the next. */
  Column column(int index) throws IOException {
    At at = columns.get(index);
    RowSpan rows = window;
    if (rows == null) {
      throw new IllegalStateException("the filter is at no row");
    }
    Column known = at.column;
    if (known != null && at.number == number) {
      return known;
    }
    at.slots.clear();
    at.reader.seek(rows, scratch).read(rows.count(), at.slots, scratch);
    Column column = Column.over(at.leaf.field(), at.slots.view());
    at.column = column;
    at.number = number;
    return column;
  }

  /** The dictionary of a column's chunk as a column, good until another is asked for; or null. */
  @Nullable Column dictionary(int index, int rowGroup) throws IOException {
    At at = columns.get(index);
    Dictionary dictionary = at.reader.dictionary(rowGroup, scratch);
    return dictionary == null ? null : dictionary.column(at.leaf.field());
  }

  /** What was decompressed so far. */
  Loaded loaded() {
    return columns.stream().map(at -> at.reader.loaded()).reduce(Loaded.NOTHING, Loaded::plus);
  }

  @Override
  public void close() {
    columns.forEach(At::close);
    scratch.close();
  }
}
