package dev.intarsia.columns;

import dev.intarsia.columns.append.ListColumnAppender;
import dev.intarsia.columns.append.ValuePlace;

/**
 * Appends lists, element by element.
 *
 * <pre>{@code
 * ListAppender tags = row.list(column);               // once, outside the loop
 *
 * tags.begin();                                       // an empty list, so far
 * tags.element().setString("a");
 * tags.element().setNull();
 * }</pre>
 *
 * <p>Each value set, and each struct, list or map begun, through {@link #element()} is one more
 * element. A list that was not begun is null, not empty. It ends with the row, or where the next
 * one begins.
 */
public final class ListAppender {
  private final ValuePlace place;
  private final ValueAppender element;

  ListAppender(ValuePlace place, ListColumnAppender column) {
    this.place = place;
    element = new ValueAppender(column.place(0));
  }

  /**
   * Begins a list: in place of the one before, if that was in the same row or struct, or as the
   * next element of a list of lists.
   *
   * @throws IllegalStateException if what it is part of has not begun; the row is rejected
   */
  public void begin() {
    place.begin();
  }

  /**
   * The way to add elements to the list begun last.
   *
   * @return always the same; setting a value without a list throws {@link IllegalStateException}
   *     and rejects the row
   */
  public ValueAppender element() {
    return element;
  }
}
