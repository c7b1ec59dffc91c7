package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.StructField;
import dev.intarsia.memory.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills a column that is made of other columns: begins a value, whose parts are then set there. */
public abstract sealed class NestedAppender extends ColumnAppender
    permits StructColumnAppender, ListColumnAppender {
  private @Nullable ValuePlace place;

  NestedAppender(RowCursor cursor, Field field, ColumnAppender... children) {
    super(cursor, field, children);
  }

  static ColumnAppender of(
      RowCursor cursor,
      Field field,
      MemoryPool pool,
      BinaryAppender.Sizes sizes,
      boolean validateUtf8) {
    RowCursor inside = new RowCursor(cursor, field.name());
    return switch (field) {
      case StructField struct -> {
        List<ColumnAppender> fields = new ArrayList<>();
        for (Field child : struct.fields()) {
          fields.add(ColumnAppender.of(inside, child, pool, sizes, validateUtf8));
        }
        yield new StructColumnAppender(cursor, struct, inside, fields);
      }
      case ListField list ->
          new ListColumnAppender(
              cursor,
              list,
              pool,
              sizes,
              inside,
              ColumnAppender.of(inside, list.element(), pool, sizes, validateUtf8));
      case MapField map -> {
        RowCursor values = new RowCursor(cursor, field.name());
        yield new ListColumnAppender(
            cursor,
            map,
            pool,
            sizes,
            inside,
            values,
            ColumnAppender.of(inside, map.key(), pool, sizes, validateUtf8),
            ColumnAppender.of(values, map.value(), pool, sizes, validateUtf8));
      }
      case PrimitiveField leaf -> throw new IllegalArgumentException(leaf + " is not nested");
    };
  }

  @Override
  final void stand(ValuePlace newPlace) {
    place = newPlace;
    standChildren();
  }

  /** Says what the values of the columns below are part of. */
  abstract void standChildren();

  /** Whether the value begun last may be added to. */
  final boolean isOpen() {
    return place != null && place.isCurrent();
  }

  /** Whether a part may be set, which it may not in a row that was rejected. */
  final boolean takesMore() {
    if (cursor.root.state() == RowCursor.REJECTED) {
      return false;
    }
    if (!isOpen()) {
      throw cursor.reject(
          new IllegalStateException(where() + "begin() comes before what is in it"));
    }
    return true;
  }

  /** Ends the value before, and throws if that was not as it must be. */
  final void completeLast() {
    complete();
    RuntimeException rejection = cursor.root.rejection();
    if (rejection != null) {
      throw rejection;
    }
  }

  /** Rejects the row for something that should have been set. */
  final void missing(ColumnAppender column) {
    cursor.reject(new IllegalStateException(column.notSet()));
  }
}
