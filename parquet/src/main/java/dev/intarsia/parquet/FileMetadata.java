package dev.intarsia.parquet;

import dev.intarsia.columns.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the footer of a file says.
 *
 * @param schema the fields of a row
 * @param columns the leaves of the file's schema, which have the values
 * @param rowCount rows in all row groups
 * @param version of the format, as the writer saw it; most say 1 or 2, and it decides nothing
 * @param createdBy which program wrote the file, if it says so
 * @param keyValues what the writer's caller had to say, in the file's order; a value may be empty
 * @param rowGroups in the file's order
 * @param columnOrders by which order each column's bounds are meant
 */
@SuppressWarnings("exports") // of the annotation, which users need not have
public record FileMetadata(
    Schema schema,
    List<LeafColumn> columns,
    long rowCount,
    int version,
    @Nullable String createdBy,
    Map<String, String> keyValues,
    List<RowGroupMetadata> rowGroups,
    List<ColumnOrder> columnOrders) {
  /** Keeps copies. */
  public FileMetadata {
    columns = List.copyOf(columns);
    keyValues = Collections.unmodifiableMap(new LinkedHashMap<>(keyValues));
    rowGroups = List.copyOf(rowGroups);
    columnOrders = List.copyOf(columnOrders);
  }
}
