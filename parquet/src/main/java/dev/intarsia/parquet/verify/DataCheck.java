package dev.intarsia.parquet.verify;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.ListColumn;
import dev.intarsia.columns.MapColumn;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.StructColumn;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.FileMetadata;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.RowGroupMetadata;
import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes every value of a file and compares them with what is said about them: the statistics and
 * counts of chunks and pages, the order of pages and rows, the bloom filters.
 *
 * <p>Not compared: counts of distinct values, and how often each level occurs.
 */
public final class DataCheck {
  private final ParquetReader reader;
  private final FileMetadata metadata;
  private final String name;
  private final FileCheck.Problems problems;
  private long values;

  private DataCheck(ParquetReader reader, String name, FileCheck.Problems problems) {
    this.reader = reader;
    this.metadata = reader.metadata();
    this.name = name;
    this.problems = problems;
  }

  /**
   * Checks a file.
   *
   * @param reader of the file, open
   * @param name of the file, for messages
   * @param problems told of the first of each kind of problem in each column chunk
   * @return how many values there are, nulls left out
   * @throws IOException if the file cannot be read, or uses what is not read
   */
  public static long of(ParquetReader reader, String name, FileCheck.Problems problems)
      throws IOException {
    DataCheck check = new DataCheck(reader, name, problems);
    for (RowGroupMetadata group : check.metadata.rowGroups()) {
      for (int field = 0; field < check.metadata.schema().size(); field++) {
        check.check(group, field);
      }
    }
    return check.values;
  }

  private void check(RowGroupMetadata group, int field) throws IOException {
    List<ChunkValueCheck> leaves = new ArrayList<>();
    try {
      for (LeafColumn column : metadata.columns()) {
        if (column.topLevelField() == field) {
          Place place = Place.rowGroup(name, group.index()).column(column.name());
          leaves.add(ChunkValueCheck.of(reader, group, column, problems, place));
        }
      }
      decode(group, field, leaves);
      for (ChunkValueCheck leaf : leaves) {
        leaf.end();
        values += leaf.values();
      }
    } catch (CorruptFileException problem) {
      problems.found(problem);
    } finally {
      leaves.forEach(ChunkValueCheck::close);
    }
  }

  private void decode(RowGroupMetadata group, int field, List<ChunkValueCheck> leaves)
      throws IOException {
    long row = 0;
    try (BatchScan scan = reader.scan().rowGroups(group.index()).project(field).open()) {
      for (ColumnBatch next = scan.next(); next != null; next = scan.next()) {
        try (ColumnBatch batch = next) {
          for (int i = 0; i < batch.rowCount(); i++) {
            leaves.forEach(ChunkValueCheck::nextRow);
            visit(batch.column(0), i, leaves, 0);
          }
          row += batch.rowCount();
        }
      }
    }
    Place.rowGroup(name, group.index()).checkSame("its rows", group.rowCount(), row);
  }

  /** Shows a slot to the leaves below, of which the first has an index; returns how many. */
  private static int visit(Column column, int row, List<ChunkValueCheck> leaves, int leaf)
      throws IOException {
    return switch (column) {
      case PrimitiveColumn values -> {
        leaves.get(leaf).slot(values, row);
        yield leaf + 1;
      }
      case StructColumn struct -> {
        int next = leaf;
        for (Column child : struct.columns()) {
          next = struct.isNull(row) ? skip(child, leaves, next) : visit(child, row, leaves, next);
        }
        yield next;
      }
      case ListColumn list -> {
        int size = list.isNull(row) ? 0 : list.size(row);
        for (int i = 0; i < size; i++) {
          visit(list.element(), list.start(row) + i, leaves, leaf);
        }
        yield size == 0 ? skip(list.element(), leaves, leaf) : leaf + count(list.element());
      }
      case MapColumn map -> {
        int size = map.isNull(row) ? 0 : map.size(row);
        int second = leaf + count(map.keys());
        for (int i = 0; i < size; i++) {
          visit(map.keys(), map.start(row) + i, leaves, leaf);
          visit(map.values(), map.start(row) + i, leaves, second);
        }
        if (size == 0) {
          skip(map.keys(), leaves, leaf);
          skip(map.values(), leaves, second);
        }
        yield second + count(map.values());
      }
    };
  }

  /** Tells the leaves below that there is no value here. */
  private static int skip(Column column, List<ChunkValueCheck> leaves, int leaf)
      throws IOException {
    int end = leaf + count(column);
    for (int i = leaf; i < end; i++) {
      leaves.get(i).missing();
    }
    return end;
  }

  private static int count(Column column) {
    return switch (column) {
      case PrimitiveColumn _ -> 1;
      case StructColumn struct -> struct.columns().stream().mapToInt(DataCheck::count).sum();
      case ListColumn list -> count(list.element());
      case MapColumn map -> count(map.keys()) + count(map.values());
    };
  }
}
