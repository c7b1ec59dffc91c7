package dev.intarsia.parquet.interop;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.NullUnmarked;

/** Whether the boundary order that a column index claims is the one that its bounds have. */
@NullUnmarked // the getters of Thrift are nullable, all of them
final class BoundaryOrders {
  private BoundaryOrders() {}

  static Optional<String> problem(ColumnIndex index, PrimitiveType type) {
    boolean ascending = isSorted(index, type, 1);
    boolean descending = isSorted(index, type, -1);
    BoundaryOrder claimed = index.getBoundary_order();
    boolean right =
        switch (claimed) {
          case ASCENDING -> ascending;
          case DESCENDING -> descending;
          case UNORDERED -> !ascending && !descending;
        };
    return right
        ? Optional.empty()
        : Optional.of(
            "boundary order %s, ascending: %s, descending: %s"
                .formatted(claimed, ascending, descending));
  }

  private static boolean isSorted(ColumnIndex index, PrimitiveType type, int direction) {
    return isSorted(index.getMin_values(), index.getNull_pages(), type, direction)
        && isSorted(index.getMax_values(), index.getNull_pages(), type, direction);
  }

  private static boolean isSorted(
      List<ByteBuffer> bounds, List<Boolean> nullPages, PrimitiveType type, int direction) {
    List<Object> values = new ArrayList<>();
    for (int page = 0; page < bounds.size(); page++) {
      if (!nullPages.get(page)) {
        values.add(Bounds.value(bounds.get(page), type));
      }
    }
    for (int i = 1; i < values.size(); i++) {
      if (direction * Bounds.compare(type, values.get(i - 1), values.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }
}
