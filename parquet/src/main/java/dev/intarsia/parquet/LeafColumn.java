package dev.intarsia.parquet;

import dev.intarsia.columns.PrimitiveField;
import java.util.List;

/**
 * A column of a file: a leaf of its schema. A flat schema's columns are its fields.
 *
 * @param index of the column, in the order of the file's schema
 * @param path the file's own names from the root down to it, the root's left out
 * @param field what its values are; its name is the last of the path, unless the reader had to make
 *     it unique or {@link dev.intarsia.columns.ListField} and {@link dev.intarsia.columns.MapField}
 *     have one of their own
 * @param maxDefinitionLevel the definition level of a value that is there: how many of the path's
 *     fields are optional or repeated
 * @param maxRepetitionLevel how many of the path's fields are repeated
 * @param int96 whether the file has the deprecated INT96, which the reader turns into {@code
 *     field}'s timestamps
 * @param topLevelField which of the schema's fields it belongs to
 */
public record LeafColumn(
    int index,
    List<String> path,
    PrimitiveField field,
    int maxDefinitionLevel,
    int maxRepetitionLevel,
    boolean int96,
    int topLevelField) {
  /** Keeps a copy of the path. */
  public LeafColumn {
    path = List.copyOf(path);
  }

  /**
   * The path in one word, as messages have it.
   *
   * @return the names with dots between them
   */
  public String name() {
    return String.join(".", path);
  }

  /**
   * Whether a row has exactly one slot in this column.
   *
   * @return whether nothing on the path is repeated
   */
  public boolean isFlat() {
    return maxRepetitionLevel == 0;
  }
}
