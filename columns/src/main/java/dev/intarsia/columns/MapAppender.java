package dev.intarsia.columns;

import dev.intarsia.columns.append.ListColumnAppender;
import dev.intarsia.columns.append.ValuePlace;

/**
 * Appends maps, pair by pair, the key first.
 *
 * <pre>{@code
 * MapAppender labels = row.map(column);               // once, outside the loop
 *
 * labels.begin();                                     // an empty map, so far
 * labels.key().setString("zone");
 * labels.value().setString("a");                      // without it, the value is null
 * }</pre>
 *
 * <p>Each key set is one more pair; whether it was there before is not checked. A map that was not
 * begun is null, not empty. It ends with the row, or where the next one begins.
 */
public final class MapAppender {
  private final ValuePlace place;
  private final ValueAppender key;
  private final ValueAppender value;

  MapAppender(ValuePlace place, ListColumnAppender column) {
    this.place = place;
    key = new ValueAppender(column.place(0));
    value = new ValueAppender(column.place(1));
  }

  /**
   * Begins a map: in place of the one before, if that was in the same row or struct, or as the next
   * element of a list.
   *
   * @throws IllegalStateException if the map before lacks a required value, or what this one is
   *     part of has not begun; the row is rejected
   */
  public void begin() {
    place.begin();
  }

  /**
   * The way to add pairs to the map begun last.
   *
   * @return always the same; setting a key without a map, or where the pair before lacks a required
   *     value, throws {@link IllegalStateException} and rejects the row
   */
  public ValueAppender key() {
    return key;
  }

  /**
   * The way to set the value of the key set last.
   *
   * @return always the same; setting a value without a key throws {@link IllegalStateException} and
   *     rejects the row
   */
  public ValueAppender value() {
    return value;
  }
}
