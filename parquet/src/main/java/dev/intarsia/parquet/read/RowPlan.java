package dev.intarsia.parquet.read;

import java.util.ArrayList;
import java.util.List;

/** The rows that a scan reads, in order, cut into batches as it goes along. */
final class RowPlan {
  private final List<RowPart> parts;
  private int part;
  private int range;
  private long taken;

  /** Reads the parts one after the other; those without rows are passed over. */
  RowPlan(List<RowPart> parts) {
    this.parts = List.copyOf(parts);
  }

  /** What the next batch holds: rows of one row group or of several; nothing at the end. */
  List<RowSpan> next(int rows) {
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
}
