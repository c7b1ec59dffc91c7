package dev.intarsia.columns;

/**
 * A field of any number of elements. Immutable. In a file it is Parquet's list of three levels:
 *
 * <pre>
 * optional group tags (LIST) {
 *   repeated group list {
 *     optional binary element (STRING);
 *   }
 * }
 * </pre>
 *
 * @param name any text but the empty one; unique among its siblings, case counts
 * @param element what each element is; the format names it {@value #ELEMENT}, and so does this
 *     record, whatever it was called
 * @param nullable whether there may be no list at all, which is not the same as an empty one
 */
public record ListField(String name, Field element, boolean nullable) implements Field {
  /** What the format calls the element of every list. */
  public static final String ELEMENT = "element";

  /**
   * Names the element.
   *
   * @throws IllegalArgumentException if the list has no name
   */
  public ListField {
    FieldRules.checkName(name);
    element = element.withName(ELEMENT);
  }

  @Override
  public ListField withName(String newName) {
    return new ListField(newName, element, nullable);
  }

  @Override
  public String typeName() {
    return "list of " + element.typeName();
  }

  /** The field as Parquet's schema text has it, over several lines. */
  @Override
  public String toString() {
    return SchemaText.of(this);
  }
}
