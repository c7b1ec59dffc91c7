package dev.intarsia.parquet.nested;

import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.StructField;
import dev.intarsia.columns.ValueAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends plain objects by row. */
public final class NestedAppending {
  private NestedAppending() {}

  public static void append(RowAppender appender, List<List<@Nullable Object>> rows)
      throws IOException {
    for (List<@Nullable Object> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        set(appender.value(i), row.get(i));
      }
      appender.end();
    }
  }

  private static void set(ValueAppender place, @Nullable Object value) {
    if (value == null) {
      place.setNull();
      return;
    }
    switch (place.field()) {
      case StructField struct -> {
        place.struct().begin();
        for (int i = 0; i < struct.fields().size(); i++) {
          Object field = ((List<?>) value).get(i);
          if (field != null) {
            set(place.struct().field(i), field);
          }
        }
      }
      case ListField list -> {
        place.list().begin();
        ((List<?>) value).forEach(element -> set(place.list().element(), element));
      }
      case MapField map -> {
        place.map().begin();
        for (Object pair : (List<?>) value) {
          set(place.map().key(), ((List<?>) pair).getFirst());
          set(place.map().value(), ((List<?>) pair).get(1));
        }
      }
      case PrimitiveField leaf -> leaf(place, leaf, value);
    }
  }

  private static void leaf(ValueAppender place, PrimitiveField field, Object value) {
    switch (value) {
      case Boolean bit -> place.setBoolean(bit);
      case Integer number -> place.setInt(number);
      case Long number -> place.setLong(number);
      case Float number -> place.setFloat(number);
      case Double number -> place.setDouble(number);
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (field.physicalType() == PhysicalType.FIXED_LEN_BYTE_ARRAY) {
          place.setBytes(bytes, 0, bytes.length);
        } else {
          place.setUtf8(bytes, 0, bytes.length);
        }
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }
}
