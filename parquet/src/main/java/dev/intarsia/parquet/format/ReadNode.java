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
  /** The field that is read. */
  Field field();

  /** The definition level from which on it is not null. */
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
   * @param children at least one
   */
  record Struct(StructField field, int definitionLevel, List<ReadNode> children)
      implements ReadNode {}

  /** What has any number of entries. */
  sealed interface Many extends ReadNode {
    /** The definition level from which on there is an entry; below, the list is empty or null. */
    int entryLevel();

    /**
     * The repetition level of entries: one with this level or less begins an entry, and one with
     * less begins a list.
     */
    int repetitionLevel();
  }

  /** A list. */
  record Repeated(
      ListField field, int definitionLevel, int entryLevel, int repetitionLevel, ReadNode element)
      implements Many {}

  /**
   * A map.
   *
   * @param key whose column may have an optional field more than {@code field} says: such nulls are
   *     errors of the file
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
