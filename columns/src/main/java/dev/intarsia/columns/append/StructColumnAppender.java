package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.StructField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills a column of structs. Itself it has but a bitmap; the fields are columns with slots in the
 * same rows. Their cursor stands at the struct that was begun last.
 */
public final class StructColumnAppender extends NestedAppender {
  private final RowCursor inside;
  private final ColumnAppender[] fields;
  private final ValuePlace[] places;

  /** Whether it was not yet looked whether the struct begun last has all it must have. */
  private boolean unchecked;

  StructColumnAppender(
      RowCursor cursor, StructField struct, RowCursor inside, List<ColumnAppender> fields) {
    super(cursor, struct, fields.toArray(ColumnAppender[]::new));
    this.inside = inside;
    this.fields = fields.toArray(ColumnAppender[]::new);
    places = new ValuePlace[this.fields.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = new OfField(this.fields[i]);
    }
  }

  /** A field of the struct begun last. */
  private final class OfField extends ValuePlace {
    OfField(ColumnAppender column) {
      super(column);
    }

    @Override
    public @Nullable ColumnAppender next() {
      return takesMore() ? column() : null;
    }

    @Override
    public void set() {}

    @Override
    boolean isCurrent() {
      return isOpen() && column().isSet();
    }
  }

  @Override
  void standChildren() {
    for (ValuePlace field : places) {
      field.column().stand(field);
    }
  }

  /**
   * Where the value of a field goes.
   *
   * @param index 0 to the number of fields - 1
   * @return the same object every time
   */
  public ValuePlace place(int index) {
    return places[index];
  }

  @Override
  boolean takesRowsOf(Field other) {
    return other instanceof StructField struct && struct.fields().size() == fields.length;
  }

  /** The columns of the fields, which have slots in the rows of the structs. */
  ColumnAppender[] fields() {
    return fields;
  }

  @Override
  void begin() {
    if (filled() <= cursor.row) {
      completeLast(); // it stays; one that is set again is as good as not set
    }
    int row = slot();
    done(row);
    inside.row = row;
    unchecked = true;
  }

  @Override
  void complete() {
    if (!unchecked) {
      return;
    }
    unchecked = false;
    for (ColumnAppender field : fields) {
      field.complete();
    }
    for (ColumnAppender field : fields) {
      if (field.isRequired() && !field.isSet()) {
        missing(field);
      }
    }
  }

  @Override
  void takeBack(int row) {
    unchecked = false;
    for (ColumnAppender field : fields) {
      field.truncate(row);
    }
  }

  @Override
  void forget() {
    for (ColumnAppender field : fields) {
      field.clear(Integer.MAX_VALUE);
    }
  }

  @Override
  void moveToFront(int row, int count) {
    for (ColumnAppender field : fields) {
      field.clear(row);
    }
    inside.row -= row;
  }

  @Override
  void pointBuffers(int rows) {
    for (ColumnAppender field : fields) {
      field.view(rows);
    }
  }

  @Override
  long slotBytes(int rows) {
    return 0;
  }

  @Override
  long variableBytes() {
    long bytes = 0;
    for (ColumnAppender field : fields) {
      bytes += field.variableBytes();
    }
    return bytes;
  }

  @Override
  void validateUtf8() {
    for (ColumnAppender field : fields) {
      field.validateUtf8();
    }
  }

  @Override
  void close() {
    for (ColumnAppender field : fields) {
      field.close();
    }
  }
}
