package dev.intarsia.parquet.interop;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType.BsonType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.WriterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How the rows of a gate file look, and how the file is cut. */
enum Shape {
  NO_ROWS(0),
  ONE_ROW(1),
  ALL_NULL(120),
  NO_NULL(1_200),
  ONE_DISTINCT_VALUE(120),
  MANY_PAGES(1_000),
  MANY_ROW_GROUPS(430),
  FIVE_THOUSAND_COLUMNS(30),
  EMPTY_STRINGS(120),
  VALUE_LARGER_THAN_PAGE(24);

  /** Columns of a file of the shape that is named after their number. */
  static final int MANY_COLUMNS = 5_000;

  /** Rows of a page where there are many, and of a row group where there are many. */
  static final int CUT = 100;

  private static final int SMALL_PAGE_BYTES = 1_024;
  private static final int LARGE_VALUE_BYTES = 3_000;
  private static final int POOL = 24;

  private final int rows;

  Shape(int rows) {
    this.rows = rows;
  }

  int rows() {
    return rows;
  }

  int rowGroups() {
    return this == MANY_ROW_GROUPS ? Math.ceilDiv(rows, CUT) : Math.min(rows, 1);
  }

  /** How many pages a column chunk has at least; a page of indices is small whatever they mean. */
  int leastPages(ColumnEncoding encoding) {
    boolean indices = encoding == ColumnEncoding.DICTIONARY || encoding == ColumnEncoding.AUTOMATIC;
    return switch (this) {
      case MANY_PAGES -> rows / CUT;
      case VALUE_LARGER_THAN_PAGE -> indices ? 1 : 2;
      default -> 1;
    };
  }

  /** Whether a column can have this shape. */
  boolean suits(Field field) {
    boolean wide = field.typeLength() > SMALL_PAGE_BYTES;
    return switch (this) {
      case ALL_NULL -> field.nullable() && !wide;
      case EMPTY_STRINGS -> isFree(field) && !isDocument(field);
      case VALUE_LARGER_THAN_PAGE -> isFree(field) || wide;
      default -> !wide;
    };
  }

  /** Whether the length of a value is the caller's choice. */
  private static boolean isFree(Field field) {
    return field.physicalType() == PhysicalType.BYTE_ARRAY
        && !(field.logicalType() instanceof DecimalType);
  }

  /** Nothing at all is neither JSON nor BSON. */
  private static boolean isDocument(Field field) {
    return field.logicalType() instanceof JsonType || field.logicalType() instanceof BsonType;
  }

  /** The cuts that make the shape. */
  WriterOptions.Builder options() {
    WriterOptions.Builder options = WriterOptions.builder();
    return switch (this) {
      case MANY_PAGES -> options.pageRows(CUT).stagedRows(256);
      case MANY_ROW_GROUPS -> options.rowGroupRows(CUT).stagedRows(64);
      case VALUE_LARGER_THAN_PAGE -> options.pageBytes(SMALL_PAGE_BYTES).stagedRows(8);
      default -> options;
    };
  }

  @Nullable Object[] values(GateColumn column, RandomGenerator random) {
    Source source = new Source(column, random);
    @Nullable Object[] values = new Object[rows];
    for (int row = 0; row < rows; row++) {
      boolean absent = column.field().nullable() && absent(row, random);
      values[row] = absent ? null : value(source, row, random);
    }
    return values;
  }

  private boolean absent(int row, RandomGenerator random) {
    return switch (this) {
      case ALL_NULL -> true;
      case NO_ROWS, ONE_ROW, NO_NULL -> false;
      // a page without a value, and one without a null
      case MANY_PAGES -> row / CUT == 2 || (row / CUT != 4 && random.nextInt(4) == 0);
      case MANY_ROW_GROUPS -> row / CUT == 1 || (row / CUT != 3 && random.nextInt(4) == 0);
      case ONE_DISTINCT_VALUE, FIVE_THOUSAND_COLUMNS, EMPTY_STRINGS, VALUE_LARGER_THAN_PAGE ->
          random.nextInt(5) == 0;
    };
  }

  private Object value(Source source, int row, RandomGenerator random) {
    return switch (this) {
      case ONE_DISTINCT_VALUE -> source.first();
      case EMPTY_STRINGS -> random.nextInt(4) == 0 ? source.value(row) : Bytes.of();
      case VALUE_LARGER_THAN_PAGE ->
          row % 5 == 2 ? source.large(LARGE_VALUE_BYTES + row) : source.value(row);
      case ONE_ROW -> source.any();
      case NO_NULL -> source.again(row);
      default -> source.value(row);
    };
  }

  /** Where a column's values come from: few distinct ones where a dictionary is to be kept. */
  private static final class Source {
    private final Samples samples;
    private final RandomGenerator random;
    private final List<Object> pool;
    private final boolean repeating;

    Source(GateColumn column, RandomGenerator random) {
      this.samples = new Samples(column.type(), random);
      this.random = random;
      this.pool = new ArrayList<>(samples.edges());
      while (pool.size() < POOL && column.type().getTypeLength() <= SMALL_PAGE_BYTES) {
        pool.add(samples.next());
      }
      this.repeating =
          column.encoding() == ColumnEncoding.DICTIONARY
              || (column.encoding() == ColumnEncoding.AUTOMATIC && column.field().nullable());
    }

    Object first() {
      return pool.getFirst();
    }

    Object any() {
      return pool.get(random.nextInt(pool.size()));
    }

    /** The pool over and over: something for a codec to find. */
    Object again(int row) {
      return pool.get(row % pool.size());
    }

    /** Every edge once, then the pool again or new values. */
    Object value(int row) {
      if (row < pool.size()) {
        return pool.get(row);
      }
      return repeating ? any() : samples.next();
    }

    Object large(int bytes) {
      return samples.large(bytes);
    }
  }
}
