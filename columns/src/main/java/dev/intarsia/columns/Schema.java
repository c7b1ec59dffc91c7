package dev.intarsia.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The fields of a table, in order, each a column of its own. Immutable and free for any thread to
 * use.
 *
 * <p>Two schemas are equal if name and fields are. {@code toString()} is Parquet's schema text.
 */
public final class Schema {
  private final String name;
  private final List<Field> fields;
  private final Map<String, Integer> indexes;

  private Schema(String name, List<Field> fields) {
    this.name = Objects.requireNonNull(name, "name");
    this.fields = List.copyOf(fields);
    indexes = FieldRules.checkFields("schema '" + name + "'", this.fields);
  }

  /**
   * Starts a schema.
   *
   * @param name the message's name in Parquet's schema text
   * @return a builder to add fields to
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /**
   * A schema of given fields.
   *
   * @param name the message's name in Parquet's schema text
   * @param fields at least one, names unique
   * @return the schema
   * @throws IllegalArgumentException for no field, or two of one name
   */
  public static Schema of(String name, List<Field> fields) {
    return new Schema(name, fields);
  }

  /**
   * The message's name.
   *
   * @return as given
   */
  public String name() {
    return name;
  }

  /**
   * The fields in order.
   *
   * @return an unmodifiable list
   */
  public List<Field> fields() {
    return fields;
  }

  /**
   * How many fields there are.
   *
   * @return at least 1
   */
  public int size() {
    return fields.size();
  }

  /**
   * The field at a position.
   *
   * @param index 0 to {@code size() - 1}
   * @return the field
   */
  public Field field(int index) {
    return fields.get(index);
  }

  /**
   * Whether there is a field of this name.
   *
   * @param field the exact name, case counts
   * @return true if there is
   */
  public boolean contains(String field) {
    return indexes.containsKey(field);
  }

  /**
   * The position of a field; look it up once, outside loops.
   *
   * @param field the exact name, case counts
   * @return 0 to {@code size() - 1}
   * @throws IllegalArgumentException if there is none, listing what there is
   */
  public int index(String field) {
    Integer index = indexes.get(field);
    if (index == null) {
      throw new IllegalArgumentException(
          "schema '" + name + "' has no field '" + field + "'; it has " + FieldRules.names(fields));
    }
    return index;
  }

  /**
   * The fields at some positions, in the order given: a selection, a reordering or both.
   *
   * @param indexes positions, each at most once
   * @return a schema of the same name
   */
  public Schema select(int... indexes) {
    return new Schema(name, Arrays.stream(indexes).mapToObj(fields::get).toList());
  }

  /**
   * This schema with one field renamed.
   *
   * @param field the present name
   * @param newName the new one
   * @return a schema that differs in that name only
   */
  public Schema rename(String field, String newName) {
    int index = index(field);
    List<Field> renamed = new ArrayList<>(fields);
    renamed.set(index, fields.get(index).withName(newName));
    return new Schema(name, renamed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && name.equals(that.name) && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, fields);
  }

  /** Parquet's schema text. */
  @Override
  public String toString() {
    return SchemaText.of(this);
  }

  /**
   * Collects fields. Each method adds one, checks it at once and throws {@link
   * IllegalArgumentException} naming the field if its types do not go together.
   */
  public static final class Builder {
    private final String name;
    private final List<Field> fields = new ArrayList<>();

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Adds a field that every row has a value of.
     *
     * @param field its name
     * @param type how values are stored; for FIXED_LEN_BYTE_ARRAY see {@link #requiredFixed}
     * @return this
     */
    public Builder required(String field, PhysicalType type) {
      return add(new PrimitiveField(field, type, 0, null, false));
    }

    /**
     * Adds a field that every row has a value of.
     *
     * @param field its name
     * @param type what values mean; they are stored as its {@link LogicalType#physicalType()}
     * @return this
     */
    public Builder required(String field, LogicalType type) {
      return add(Field.of(field, type, false));
    }

    /**
     * Adds a field that every row has a value of.
     *
     * @param field its name
     * @param physicalType how values are stored
     * @param type what values mean
     * @return this
     */
    public Builder required(String field, PhysicalType physicalType, LogicalType type) {
      return add(Field.of(field, physicalType, type, false));
    }

    /**
     * Adds a FIXED_LEN_BYTE_ARRAY that every row has a value of.
     *
     * @param field its name
     * @param length bytes of every value, at least 1
     * @return this
     */
    public Builder requiredFixed(String field, int length) {
      return add(new PrimitiveField(field, PhysicalType.FIXED_LEN_BYTE_ARRAY, length, null, false));
    }

    /**
     * Adds a FIXED_LEN_BYTE_ARRAY that every row has a value of.
     *
     * @param field its name
     * @param length bytes of every value, at least 1
     * @param type what values mean
     * @return this
     */
    public Builder requiredFixed(String field, int length, LogicalType type) {
      return add(new PrimitiveField(field, PhysicalType.FIXED_LEN_BYTE_ARRAY, length, type, false));
    }

    /**
     * Adds a field that may be null.
     *
     * @param field its name
     * @param type how values are stored; for FIXED_LEN_BYTE_ARRAY see {@link #optionalFixed}
     * @return this
     */
    public Builder optional(String field, PhysicalType type) {
      return add(new PrimitiveField(field, type, 0, null, true));
    }

    /**
     * Adds a field that may be null.
     *
     * @param field its name
     * @param type what values mean; they are stored as its {@link LogicalType#physicalType()}
     * @return this
     */
    public Builder optional(String field, LogicalType type) {
      return add(Field.of(field, type, true));
    }

    /**
     * Adds a field that may be null.
     *
     * @param field its name
     * @param physicalType how values are stored
     * @param type what values mean
     * @return this
     */
    public Builder optional(String field, PhysicalType physicalType, LogicalType type) {
      return add(Field.of(field, physicalType, type, true));
    }

    /**
     * Adds a FIXED_LEN_BYTE_ARRAY that may be null.
     *
     * @param field its name
     * @param length bytes of every value, at least 1
     * @return this
     */
    public Builder optionalFixed(String field, int length) {
      return add(new PrimitiveField(field, PhysicalType.FIXED_LEN_BYTE_ARRAY, length, null, true));
    }

    /**
     * Adds a FIXED_LEN_BYTE_ARRAY that may be null.
     *
     * @param field its name
     * @param length bytes of every value, at least 1
     * @param type what values mean
     * @return this
     */
    public Builder optionalFixed(String field, int length, LogicalType type) {
      return add(new PrimitiveField(field, PhysicalType.FIXED_LEN_BYTE_ARRAY, length, type, true));
    }

    /**
     * Adds a field made elsewhere, a nested one for example.
     *
     * @param field the field
     * @return this
     */
    public Builder add(Field field) {
      fields.add(field);
      return this;
    }

    /**
     * The schema of the fields so far; the builder may be used on.
     *
     * @return the schema
     * @throws IllegalArgumentException for no field, or two of one name
     */
    public Schema build() {
      return new Schema(name, fields);
    }
  }
}
