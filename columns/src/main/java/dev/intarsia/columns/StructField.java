package dev.intarsia.columns;

import java.util.List;

/**
 * A field made of other fields. Immutable.
 *
 * @param name any text but the empty one; unique among its siblings, case counts
 * @param fields what it is made of: at least one, names unique
 * @param nullable whether there may be no struct at all, which is not the same as one of nulls
 */
public record StructField(String name, List<Field> fields, boolean nullable) implements Field {

  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException for no field, or two of one name
   */
  public StructField {
    FieldRules.checkName(name);
    fields = List.copyOf(fields);
    FieldRules.checkFields("struct '" + name + "'", fields);
  }

  /**
   * The position of a field.
   *
   * @param field the exact name, case counts
   * @return 0 to {@code fields().size() - 1}
   * @throws IllegalArgumentException if there is none, listing what there is
   */
  public int index(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "struct '%s' has no field '%s'; it has %s"
            .formatted(name, field, FieldRules.names(fields)));
  }

  @Override
  public StructField withName(String newName) {
    return new StructField(newName, fields, nullable);
  }

  @Override
  public String typeName() {
    return "struct of " + FieldRules.names(fields);
  }

  /** The field as Parquet's schema text has it, over several lines. */
  @Override
  public String toString() {
    return SchemaText.of(this);
  }
}
