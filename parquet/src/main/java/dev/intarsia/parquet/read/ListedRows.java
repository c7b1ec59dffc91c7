package dev.intarsia.parquet.read;

import java.util.ArrayList;
import java.util.List;

/** Rows that were listed beforehand. */
public final class ListedRows implements RowPlan {
  private final List<RowPart> parts;
  private int part;
  private int range;
  private long taken;

  /** Reads the parts one after the other; those without rows are passed over. */
  public ListedRows(List<RowPart> parts) {
    this.parts = List.copyOf(parts);
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
  public void giveBack(List<RowSpan> spans) {}

  @Override
  public void close() {}
}
