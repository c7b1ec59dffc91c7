package dev.intarsia.cli.print;

import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.EnumType;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.LogicalType.StringType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.parquet.Bound;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Minima and maxima as the text of the values they are. */
public final class BoundText {
  private BoundText() {}

  /**
   * A bound as text.
   *
   * @param bound of a column, or null
   * @param field of the column
   * @return short; nothing for no bound
   */
  public static String of(@Nullable Bound bound, PrimitiveField field) {
    if (bound == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    append(bound, field, text);
    return TableRows.shown(text);
  }

  private static void append(Bound bound, PrimitiveField field, StringBuilder out) {
    MemorySegment value = bound.value();
    if (field.physicalType() == PhysicalType.BOOLEAN) {
      out.append(bound.toByteArray()[0] != 0);
    } else if (field.width() > 0 && bound.length() == field.width()) {
      // A column of one value.
      FixedWidthColumn column = FixedWidthColumn.wrap(field, 1, value);
      CellText.of(field, BinaryForm.hex).text().append(column, 0, out);
    } else {
      appendBytes(bound, value, field.logicalType(), out);
    }
  }

  private static void appendBytes(
      Bound bound, MemorySegment value, @Nullable LogicalType type, StringBuilder out) {
    switch (type) {
      case StringType _, EnumType _, JsonType _ ->
          out.append(new String(bound.toByteArray(), StandardCharsets.UTF_8));
      case DecimalType decimal -> out.append(CellText.decimal(value, decimal.scale()));
      case null, default -> BinaryForm.hex.append(value, out);
    }
  }
}
