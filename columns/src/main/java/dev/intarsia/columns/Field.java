package dev.intarsia.columns;

import org.jspecify.annotations.Nullable;

/**
 * One field of a schema, or of another field: a primitive one, which holds values, or one made of
 * others. Immutable.
 *
 * <p>The questions that only a primitive field can answer, {@link #physicalType()} and the like,
 * are asked of any field for the sake of flat schemas; the others refuse them.
 */
public sealed interface Field permits PrimitiveField, StructField, ListField, MapField {

  /**
   * A primitive field of a logical type on the physical type that carries it by default.
   *
   * @param name the field's name
   * @param type what values mean
   * @param nullable whether there may be no value
   * @return the field
   */
  static PrimitiveField of(String name, LogicalType type, boolean nullable) {
    return of(name, type.physicalType(), type, nullable);
  }

  /**
   * A primitive field with both types chosen; a FIXED_LEN_BYTE_ARRAY gets the length that the
   * logical type needs.
   *
   * @param name the field's name
   * @param physicalType how values are stored
   * @param type what values mean
   * @param nullable whether there may be no value
   * @return the field
   * @throws IllegalArgumentException if the one cannot carry the other
   */
  static PrimitiveField of(
      String name, PhysicalType physicalType, LogicalType type, boolean nullable) {
    boolean fixed = physicalType == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    int length = fixed ? TypeRules.typeLength(type) : 0;
    return new PrimitiveField(name, physicalType, length, type, nullable);
  }

  /**
   * A primitive field without a logical type.
   *
   * @param name the field's name
   * @param physicalType how values are stored, not FIXED_LEN_BYTE_ARRAY, which has a length
   * @param nullable whether there may be no value
   * @return the field
   */
  static PrimitiveField of(String name, PhysicalType physicalType, boolean nullable) {
    return new PrimitiveField(name, physicalType, 0, null, nullable);
  }

  /**
   * What the field is called.
   *
   * @return not empty, and unique among its siblings
   */
  String name();

  /**
   * Whether there may be no value: Parquet's OPTIONAL against REQUIRED.
   *
   * @return true if null is a value of the field
   */
  boolean nullable();

  /**
   * This field under another name.
   *
   * @param newName any text but the empty one
   * @return the renamed field
   */
  Field withName(String newName);

  /**
   * The type in words, for messages.
   *
   * @return a phrase without the field's name
   */
  String typeName();

  /**
   * How the values of a primitive field are stored.
   *
   * @return the type
   * @throws IllegalStateException if the field is not primitive
   */
  default PhysicalType physicalType() {
    throw notPrimitive();
  }

  /**
   * The length of the values of a primitive field that has one.
   *
   * @return bytes of every value of a FIXED_LEN_BYTE_ARRAY, 0 for every other type
   * @throws IllegalStateException if the field is not primitive
   */
  default int typeLength() {
    throw notPrimitive();
  }

  /**
   * What the values of a primitive field mean.
   *
   * @return the type, or null for the physical type's own meaning
   * @throws IllegalStateException if the field is not primitive
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  default @Nullable LogicalType logicalType() {
    throw notPrimitive();
  }

  /**
   * Bytes of a value in a fixed-width column.
   *
   * @return 4, 8 or the type length; 0 for BOOLEAN and BYTE_ARRAY
   * @throws IllegalStateException if the field is not primitive
   */
  default int width() {
    throw notPrimitive();
  }

  private IllegalStateException notPrimitive() {
    return new IllegalStateException(
        "field '" + name() + "' holds no values itself: it is a " + typeName());
  }
}
