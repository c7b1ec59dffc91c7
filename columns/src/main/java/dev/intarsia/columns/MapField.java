package dev.intarsia.columns;

/**
 * A field of any number of pairs of key and value, in order; whether a key occurs twice is not
 * checked. Immutable. In a file it is Parquet's map:
 *
 * <pre>
 * optional group labels (MAP) {
 *   repeated group key_value {
 *     required binary key (STRING);
 *     optional binary value (STRING);
 *   }
 * }
 * </pre>
 *
 * @param name any text but the empty one; unique among its siblings, case counts
 * @param key what each key is, never null; the format names it {@value #KEY}, and so does this
 *     record, whatever it was called
 * @param value what each value is; named {@value #VALUE}
 * @param nullable whether there may be no map at all, which is not the same as an empty one
 */
public record MapField(String name, Field key, Field value, boolean nullable) implements Field {
  /** What the format calls the key of every map. */
  public static final String KEY = "key";

  /** What the format calls the value of every map. */
  public static final String VALUE = "value";

  /**
   * Names key and value.
   *
   * @throws IllegalArgumentException if the key may be null, or the map has no name
   */
  public MapField {
    FieldRules.checkName(name);
    if (key.nullable()) {
      throw new IllegalArgumentException("map '" + name + "': its key may not be null");
    }
    key = key.withName(KEY);
    value = value.withName(VALUE);
  }

  @Override
  public MapField withName(String newName) {
    return new MapField(newName, key, value, nullable);
  }

  @Override
  public String typeName() {
    return "map of " + key.typeName() + " to " + value.typeName();
  }

  /** The field as Parquet's schema text has it, over several lines. */
  @Override
  public String toString() {
    return SchemaText.of(this);
  }
}
