package dev.intarsia.parquet.format;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.StructField;
import dev.intarsia.parquet.LeafColumn;
import java.util.List;

/**
 * A field of the schema with what its columns' levels say about it. The tree of fields is that of
 * the reader; the file's own may have more levels or fewer, by the format's rules for lists and
 * maps.
 *
 * <p>A node is there, and not null, in a slot whose definition level is {@link #definitionLevel} or
 * more. Below the level of the nearest list around it that has an entry ({@link Many#entryLevel}),
 * or 0 if there is none, it has no slot at all.
 */
public sealed interface ReadNode {
  /**
   * The field that is read.
   *
   * @return as the schema has it
   */
  Field field();

  /**
   * The definition level from which on it is not null.
   *
   * @return 0 if it never is, and neither is anything around it
   */
  int definitionLevel();

  /**
   * A column.
   *
   * @param column of the file
   */
  record Leaf(LeafColumn column) implements ReadNode {
    @Override
    public PrimitiveField field() {
      return column.field();
    }

    @Override
    public int definitionLevel() {
      return column.maxDefinitionLevel();
    }
  }

  /**
   * A group.
   *
   * @param field as the schema has it
   * @param definitionLevel from which on it is not null
   * @param children at least one
   */
  record Struct(StructField field, int definitionLevel, List<ReadNode> children)
      implements ReadNode {}

  /** What has any number of entries. */
  sealed interface Many extends ReadNode {
    /**
     * The definition level from which on there is an entry; below, the list is empty or null.
     *
     * @return one more than the list's own
     */
    int entryLevel();

    /**
     * The repetition level of entries: one with this level or less begins an entry, and one with
     * less begins a list.
     *
     * @return at least 1
     */
    int repetitionLevel();
  }

  /**
   * A list.
   *
   * @param field as the schema has it
   * @param definitionLevel from which on it is not null
   * @param entryLevel from which on it has an entry
   * @param repetitionLevel of its entries
   * @param element what it is a list of
   */
  record Repeated(
      ListField field, int definitionLevel, int entryLevel, int repetitionLevel, ReadNode element)
      implements Many {}

  /**
   * A map.
   *
   * @param field as the schema has it
   * @param definitionLevel from which on it is not null
   * @param entryLevel from which on it has an entry
   * @param repetitionLevel of its entries
   * @param key whose column may have an optional field more than {@code field} says: such nulls are
   *     errors of the file
   * @param value what the keys lead to
   */
  record Entries(
      MapField field,
      int definitionLevel,
      int entryLevel,
      int repetitionLevel,
      ReadNode key,
      ReadNode value)
      implements Many {}
}
