package dev.intarsia.bench.micro;

import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.compute.Aggregates;
import dev.intarsia.columns.compute.Selection;
import dev.intarsia.columns.compute.ValueTest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Aggregates and tests of columns, by kernels and by the columns' getters, row by row. An operation
 * is one row.
 */
@OperationsPerInvocation(ColumnComputeBenchmark.ROWS)
public class ColumnComputeBenchmark extends KernelBenchmark {
  static final int ROWS = 8192;

  /** How many of a hundred rows are present, at random. */
  @Param({"100", "97", "50"})
  public int present = 100;

  private final Schema schema =
      Schema.builder("s")
          .optional("long", PhysicalType.INT64)
          .optional("double", PhysicalType.DOUBLE)
          .optional("text", LogicalType.string())
          .build();
  private final ValueTest range = ValueTest.between(schema.field(0), -50, 50);
  private final ValueTest text =
      ValueTest.in(schema.field(2), "service-07".getBytes(StandardCharsets.UTF_8));
  private @Nullable Input input;

  private record Input(
      FixedWidthColumn longs, FixedWidthColumn doubles, BinaryColumn texts, Selection rows) {}

  private Input input() {
    return Objects.requireNonNull(input, "not set up");
  }

  /** Draws the values. */
  @Setup
  public void setUp() {
    Random random = new Random(present);
    try (BatchBuilder builder = ColumnBatch.builder(schema, pool, ROWS)) {
      for (int i = 0; i < ROWS; i++) {
        if (random.nextInt(100) >= present) {
          for (int column = 0; column < schema.size(); column++) {
            builder.column(column).appendNull();
          }
          continue;
        }
        builder.column(0).appendLong(random.nextInt(-100, 100));
        builder.column(1).appendDouble(random.nextInt(1000));
        builder.column(2).appendString("service-%02d".formatted(random.nextInt(20)));
      }
      ColumnBatch batch = own(builder.build());
      input =
          new Input(
              (FixedWidthColumn) batch.column(0),
              (FixedWidthColumn) batch.column(1),
              (BinaryColumn) batch.column(2),
              own(Selection.allocate(pool)));
    }
  }

  /** The exact sum of longs. */
  @Benchmark
  @NoGarbage
  public long sum() {
    return Aggregates.sum(input().longs());
  }

  /** The same through getters. */
  @Benchmark
  @NoGarbage
  public long sumByRows() {
    FixedWidthColumn longs = input().longs();
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      if (!longs.isNull(row)) {
        sum = Math.addExact(sum, longs.getLong(row));
      }
    }
    return sum;
  }

  /** The sum of doubles. */
  @Benchmark
  @NoGarbage
  public double sumDouble() {
    return Aggregates.sumDouble(input().doubles());
  }

  /** The same through getters. */
  @Benchmark
  @NoGarbage
  public double sumDoubleByRows() {
    FixedWidthColumn doubles = input().doubles();
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      if (!doubles.isNull(row)) {
        sum += doubles.getDouble(row);
      }
    }
    return sum;
  }

  /** The greatest long. */
  @Benchmark
  @NoGarbage
  public long max() {
    return Aggregates.max(input().longs()).orElse(0);
  }

  /** The same through getters. */
  @Benchmark
  @NoGarbage
  public long maxByRows() {
    FixedWidthColumn longs = input().longs();
    long max = Long.MIN_VALUE;
    for (int row = 0; row < ROWS; row++) {
      if (!longs.isNull(row)) {
        max = Math.max(max, longs.getLong(row));
      }
    }
    return max;
  }

  /** The greatest double. */
  @Benchmark
  @NoGarbage
  public double maxDouble() {
    return Aggregates.maxDouble(input().doubles()).orElse(0);
  }

  /** Which longs lie in a range, half of them. */
  @Benchmark
  @NoGarbage
  public int range() {
    FixedWidthColumn longs = input().longs();
    Selection rows = input().rows();
    range.select(longs, rows);
    return rows.count();
  }

  /** The same through getters. */
  @Benchmark
  @NoGarbage
  public int rangeByRows() {
    FixedWidthColumn longs = input().longs();
    Selection rows = input().rows();
    rows.reset(ROWS);
    for (int row = 0; row < ROWS; row++) {
      if (!longs.isNull(row) && longs.getLong(row) >= -50 && longs.getLong(row) <= 50) {
        rows.add(row);
      }
    }
    return rows.count();
  }

  /** Which texts equal one, a twentieth of them. */
  @Benchmark
  @NoGarbage
  public int equalText() {
    BinaryColumn texts = input().texts();
    Selection rows = input().rows();
    text.select(texts, rows);
    return rows.count();
  }

  /** Sums the longs of the rows whose text equals one. */
  @Benchmark
  @NoGarbage
  public long sumWhereText() {
    FixedWidthColumn longs = input().longs();
    BinaryColumn texts = input().texts();
    Selection rows = input().rows();
    text.select(texts, rows);
    return Aggregates.sum(longs, rows);
  }

  /** The same through getters, with a String for each row. */
  @Benchmark
  public long sumWhereTextByRows() {
    FixedWidthColumn longs = input().longs();
    BinaryColumn texts = input().texts();
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      if (!texts.isNull(row) && "service-07".equals(texts.getString(row))) {
        sum = Math.addExact(sum, longs.getLong(row));
      }
    }
    return sum;
  }
}
