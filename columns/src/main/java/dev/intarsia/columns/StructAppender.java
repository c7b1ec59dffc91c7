package dev.intarsia.columns;

import dev.intarsia.columns.append.StructColumnAppender;
import dev.intarsia.columns.append.ValuePlace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Appends structs, field by field.
 *
 * <pre>{@code
 * StructAppender point = row.struct(location);        // once, outside the loop
 * ValueAppender x = point.field("x"), y = point.field("y");
 *
 * point.begin();
 * x.setDouble(1.5);
 * y.setDouble(2.5);                                   // a field that is not set is null
 * }</pre>
 *
 * <p>A struct that was not begun is null, and so is one that was taken back. It ends with the row,
 * or where the next one begins; then a required field that was not set rejects the row.
 */
public final class StructAppender {
  private final ValuePlace place;
  private final StructField type;
  private final List<ValueAppender> fields;

  StructAppender(ValuePlace place, StructColumnAppender column, StructField type) {
    this.place = place;
    this.type = type;
    fields =
        IntStream.range(0, type.fields().size())
            .mapToObj(i -> new ValueAppender(column.place(i)))
            .toList();
  }

  /**
   * Begins a struct: in place of the one before, if that was in the same row or struct, or as the
   * next element of a list.
   *
   * @throws IllegalStateException if the one before lacks a required field, or what this one is
   *     part of has not begun; the row is rejected
   */
  public void begin() {
    place.begin();
  }

  /**
   * The way to set a field of the struct begun last.
   *
   * @param index 0 to the number of fields - 1
   * @return always the same
   */
  public ValueAppender field(int index) {
    return fields.get(index);
  }

  /**
   * The way to set a field of the struct begun last.
   *
   * @param name the field's
   * @return always the same
   * @throws IllegalArgumentException if there is none of that name
   */
  public ValueAppender field(String name) {
    return fields.get(type.index(name));
  }
}
