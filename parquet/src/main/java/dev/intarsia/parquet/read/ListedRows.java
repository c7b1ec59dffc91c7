package dev.intarsia.parquet.read;

import dev.intarsia.parquet.RowGroupMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that were listed beforehand. */
public final class ListedRows implements RowPlan {
  private final List<RowPart> parts;

  /** The rows wanted, by row group. */
  private final Map<Integer, Long> rowCounts = new HashMap<>();

  private int part;
  private int range;
  private long taken;

  /**
   * Reads the parts one after the other; those without rows are passed over.
   *
   * @param parts in the order wanted
   */
  public ListedRows(List<RowPart> parts) {
    this.parts = List.copyOf(parts);
    parts.forEach(asked -> rowCounts.put(asked.rowGroup(), asked.rows().rows()));
  }

  @Override
  public List<RowSpan> next(int rows) {
    List<RowSpan> spans = new ArrayList<>(1);
    int left = rows;
    while (left > 0 && part < parts.size()) {
      RowPart current = parts.get(part);
      if (range == current.rows().count()) {
        part++;
        range = 0;
        continue;
      }
      long from = current.rows().from(range) + taken;
      long available = current.rows().to(range) - from;
      int count = (int) Math.min(left, available);
      spans.add(new RowSpan(current.rowGroup(), from, count));
      left -= count;
      taken += count;
      if (count == available) {
        range++;
        taken = 0;
      }
    }
    return spans;
  }

  @Override
  public boolean takesAll(RowGroupMetadata group) {
    return rowCounts.getOrDefault(group.index(), 0L) == group.rowCount();
  }

  @Override
  public void giveBack(List<RowSpan> spans) {}

  @Override
  public void close() {}
}
