package dev.intarsia.columns;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds values itself: how they are stored, what they mean and whether they may be
 * null. Immutable.
 *
 * @param name any text but the empty one; unique among its siblings, case counts
 * @param physicalType how values are stored
 * @param typeLength bytes of every value of a FIXED_LEN_BYTE_ARRAY, 0 for every other type
 * @param logicalType what values mean, or null for the physical type's own meaning
 * @param nullable whether there may be no value: Parquet's OPTIONAL against REQUIRED
 */
@SuppressWarnings("exports") // of the annotation, which users need not have
public record PrimitiveField(
    String name,
    PhysicalType physicalType,
    int typeLength,
    @Nullable LogicalType logicalType,
    boolean nullable)
    implements Field {

  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException naming the field and what would be legal
   */
  public PrimitiveField {
    FieldRules.checkName(name);
    Objects.requireNonNull(physicalType, "physicalType");
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

  @Override
  public int width() {
    return physicalType == PhysicalType.FIXED_LEN_BYTE_ARRAY ? typeLength : physicalType.width();
  }

  @Override
  public PrimitiveField withName(String newName) {
    return new PrimitiveField(newName, physicalType, typeLength, logicalType, nullable);
  }

  /**
   * The types in words, for messages: {@code INT64 TIMESTAMP(MILLIS,true)}.
   *
   * @return the physical type, and the logical one if there is one
   */
  @Override
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
