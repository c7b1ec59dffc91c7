package dev.intarsia.columns;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One column of a flat schema: its name, how it is stored, what it means and whether it may be
 * null. Immutable.
 *
 * <p>Groups and repetition, once they come, stand beside this record: a field then is either one of
 * these leaves or a group of fields, and only leaves have columns.
 *
 * @param name any text but the empty one; unique in its schema, case counts
 * @param physicalType how values are stored
 * @param typeLength bytes of every value of a FIXED_LEN_BYTE_ARRAY, 0 for every other type
 * @param logicalType what values mean, or null for the physical type's own meaning
 * @param nullable whether a row may have no value: Parquet's OPTIONAL against REQUIRED
 */
@SuppressWarnings("exports") // of the annotation, which users need not have
public record Field(
    String name,
    PhysicalType physicalType,
    int typeLength,
    @Nullable LogicalType logicalType,
    boolean nullable) {

  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException naming the field and what would be legal
   */
  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(physicalType, "physicalType");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field has a name");
    }
    if (logicalType != null) {
      TypeRules.check(name, logicalType, physicalType, typeLength);
    }
    checkLength(name, physicalType, typeLength);
  }

  private static void checkLength(String name, PhysicalType type, int length) {
    boolean fixed = type == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    if (fixed && length <= 0) {
      throw new IllegalArgumentException(
          "field '" + name + "': a " + type + " has a length of at least 1 byte, not " + length);
    }
    if (!fixed && length != 0) {
      throw new IllegalArgumentException(
          "field '" + name + "': only a FIXED_LEN_BYTE_ARRAY has a length, not a " + type);
    }
  }

  /**
   * A field of a logical type on the physical type that carries it by default.
   *
   * @param name the field's name
   * @param type what values mean
   * @param nullable whether a row may have no value
   * @return the field
   */
  public static Field of(String name, LogicalType type, boolean nullable) {
    return of(name, type.physicalType(), type, nullable);
  }

  /**
   * A field with both types chosen; a FIXED_LEN_BYTE_ARRAY gets the length that the logical type
   * needs.
   *
   * @param name the field's name
   * @param physicalType how values are stored
   * @param type what values mean
   * @param nullable whether a row may have no value
   * @return the field
   * @throws IllegalArgumentException if the one cannot carry the other
   */
  public static Field of(
      String name, PhysicalType physicalType, LogicalType type, boolean nullable) {
    boolean fixed = physicalType == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    int length = fixed ? TypeRules.typeLength(type) : 0;
    return new Field(name, physicalType, length, type, nullable);
  }

  /**
   * Bytes of a value in a fixed-width column.
   *
   * @return 4, 8 or the type length; 0 for BOOLEAN and BYTE_ARRAY
   */
  public int width() {
    return physicalType == PhysicalType.FIXED_LEN_BYTE_ARRAY ? typeLength : physicalType.width();
  }

  /**
   * This field under another name.
   *
   * @param newName any text but the empty one
   * @return the renamed field
   */
  public Field withName(String newName) {
    return new Field(newName, physicalType, typeLength, logicalType, nullable);
  }

  /**
   * The types in words, for messages: {@code INT64 TIMESTAMP(MILLIS,true)}.
   *
   * @return the physical type, and the logical one if there is one
   */
  public String typeName() {
    String physical = TypeRules.describe(physicalType, typeLength);
    return logicalType == null ? physical : physical + " " + logicalType;
  }

  /** The field as a line of Parquet's schema text: {@code required binary service (STRING)}. */
  @Override
  public String toString() {
    return (nullable ? "optional " : "required ")
        + physicalType.schemaName()
        + (typeLength > 0 ? "(" + typeLength + ") " : " ")
        + name
        + (logicalType == null ? "" : " (" + logicalType + ")");
  }
}
