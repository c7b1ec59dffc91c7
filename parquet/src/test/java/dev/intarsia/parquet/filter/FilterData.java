package dev.intarsia.parquet.filter;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.IntegerType;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of every kind of column, in the form that {@link FilterModel} takes. */
final class FilterData {
  static final Schema SCHEMA =
      Schema.builder("rows")
          .required("id", PhysicalType.INT64)
          .optional("near", PhysicalType.INT32)
          .optional("small", LogicalType.integer(8, true))
          .optional("u32", LogicalType.integer(32, false))
          .optional("u64", LogicalType.integer(64, false))
          .optional("bit", PhysicalType.BOOLEAN)
          .optional("float", PhysicalType.FLOAT)
          .optional("double", PhysicalType.DOUBLE)
          .optional("half", LogicalType.float16())
          .optional("word", LogicalType.string())
          .optional("text", LogicalType.string())
          .optional("bytes", PhysicalType.BYTE_ARRAY)
          .optional("time", LogicalType.timestampMillis())
          .optional("date", LogicalType.date())
          .optional("price", LogicalType.decimal(9, 2))
          .optional("wide", LogicalType.decimal(30, 5))
          .required("uuid", LogicalType.uuid())
          .optional("empty", PhysicalType.INT64)
          .required("sorted", LogicalType.string())
          .build();

  private final Random random;
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

  FilterData(int count, long seed) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      rows.add(row(i));
    }
  }

  List<Map<String, @Nullable Object>> rows() {
    return rows;
  }

  private Map<String, @Nullable Object> row(int id) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    // Nulls come in stretches, so that pages have none, some, or nothing else.
    boolean nullish = id / 400 % 4 == 1 || (id / 400 % 4 == 2 && random.nextInt(3) == 0);
    for (Field field : SCHEMA.fields()) {
      boolean isNull = field.name().equals("empty") || (field.nullable() && nullish);
      row.put(field.name(), isNull ? null : value(field.name(), id));
    }
    return row;
  }

  private Object value(String column, int id) {
    return switch (column) {
      case "id" -> BigDecimal.valueOf(id);
      case "near" -> BigDecimal.valueOf(id / 7 + random.nextInt(20));
      case "small" -> BigDecimal.valueOf(id / 500 % 5 - 2);
      case "u32" -> BigDecimal.valueOf(random.nextInt(4) == 0 ? 0xFFFF_FFF0L + id % 16 : id % 90);
      case "u64" ->
          new BigDecimal(BigInteger.ONE.shiftLeft(63).add(BigInteger.valueOf(id - 3_000L)));
      case "bit" -> id / 900 % 2 == 0 || random.nextInt(100) == 0;
      case "float" -> (double) (float) number(id);
      case "half" -> (double) Float.float16ToFloat(Float.floatToFloat16((float) number(id)));
      case "double" -> number(id);
      case "word" -> utf8("word" + (id / 1500 * 3 + random.nextInt(3)));
      case "text" -> utf8("the text of row %06d, long enough to be cut: ".formatted(id).repeat(3));
      case "bytes" -> new byte[] {(byte) random.nextInt(), (byte) (id >> 8), (byte) id};
      case "time" -> Instant.EPOCH.plusMillis(1_000L * id + random.nextInt(3));
      case "date" -> LocalDate.EPOCH.plusDays(id / 100 - 20);
      case "price" -> BigDecimal.valueOf(random.nextInt(-500, 500), 2);
      case "wide" -> BigDecimal.valueOf(id - 3_000L, 5).multiply(new BigDecimal("1e12"));
      case "uuid" ->
          ByteBuffer.allocate(16).putLong(id * 0x9E37_79B9_7F4A_7C15L).putLong(id).array();
      case "sorted" -> utf8("s%05d".formatted(id / 3));
      default -> throw new AssertionError(column);
    };
  }

  /** Stretches of numbers, of NaN, of zeros of both signs, and of everything. */
  private double number(int id) {
    double[] odd = {
      Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };
    return switch (id / 300 % 5) {
      case 0 -> id / 100.0;
      case 1 -> Double.NaN;
      case 2 -> random.nextBoolean() ? 0.0 : -0.0;
      case 3 -> odd[random.nextInt(odd.length)];
      default -> random.nextInt(-8, 8) / 4.0;
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The row that a batch has, in the same form. */
  static Object value(Column column, int row) {
    Field field = column.field();
    return switch (column) {
      case BooleanColumn bits -> bits.getBoolean(row);
      case BinaryColumn binary -> binary.getBytes(row).toArray(ValueLayout.JAVA_BYTE);
      case FixedWidthColumn fixed ->
          switch (ValueOrder.of(field)) {
            case INT32 -> whole(field, BigInteger.valueOf(fixed.getInt(row)));
            case UNSIGNED_INT32 -> BigDecimal.valueOf(Integer.toUnsignedLong(fixed.getInt(row)));
            case INT64 -> whole(field, BigInteger.valueOf(fixed.getLong(row)));
            case UNSIGNED_INT64 -> new BigDecimal(Long.toUnsignedString(fixed.getLong(row)));
            case FLOAT -> (double) fixed.getFloat(row);
            case DOUBLE -> fixed.getDouble(row);
            case FLOAT16 ->
                (double)
                    Float.float16ToFloat(
                        fixed.getBytes(row).get(ValueLayout.JAVA_SHORT_UNALIGNED, 0));
            case SIGNED_BYTES ->
                whole(field, new BigInteger(fixed.getBytes(row).toArray(ValueLayout.JAVA_BYTE)));
            case BYTES, UNDEFINED, BOOLEAN -> fixed.getBytes(row).toArray(ValueLayout.JAVA_BYTE);
          };
      default -> throw new AssertionError(field);
    };
  }

  private static Object whole(Field field, BigInteger stored) {
    return switch (field.logicalType()) {
      case LogicalType.DateType date -> LocalDate.ofEpochDay(stored.longValue());
      case TimestampType time ->
          Instant.EPOCH.plusNanos(
              stored.multiply(BigInteger.valueOf(time.unit().nanos())).longValueExact());
      case DecimalType decimal -> new BigDecimal(stored, decimal.scale());
      case null, default -> new BigDecimal(stored);
    };
  }

  void write(Path file, MemoryPool pool, WriterOptions options) throws IOException {
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender appender = writer.rows();
      for (Map<String, @Nullable Object> row : rows) {
        for (int i = 0; i < SCHEMA.size(); i++) {
          Object value = row.get(SCHEMA.field(i).name());
          if (value != null) {
            append(appender, i, value);
          }
        }
        appender.end();
      }
      writer.finish();
    }
  }

  private static void append(RowAppender appender, int column, Object value) {
    Field field = SCHEMA.field(column);
    switch (value) {
      case Boolean bit -> appender.setBoolean(column, bit);
      case Double number when field.physicalType() == PhysicalType.DOUBLE ->
          appender.setDouble(column, number);
      case Double number -> appender.setFloat(column, number.floatValue());
      case byte[] bytes -> appender.setBytes(column, bytes, 0, bytes.length);
      case Instant time -> appender.setInstant(column, time);
      case LocalDate date -> appender.setLocalDate(column, date);
      case BigDecimal number -> {
        switch (field.logicalType()) {
          case DecimalType decimal -> appender.setDecimal(column, number);
          case IntegerType(int bits, boolean signed) when !signed && bits == 32 ->
              appender.setInt(column, (int) number.longValue());
          case null, default -> appender.setLong(column, number.longValue());
        }
      }
      default -> throw new AssertionError(value);
    }
  }

  /** A literal for a column: one that occurs, or one nearby. */
  Object literal(String column) {
    Object value = occurring(column);
    return switch (value) {
      case BigDecimal number when random.nextInt(4) == 0 -> number.add(new BigDecimal("0.001"));
      case BigDecimal number when random.nextBoolean() && number.scale() == 0 ->
          number.toBigInteger();
      case Double number when random.nextInt(4) == 0 -> number * 1.1;
      case Double number when random.nextInt(4) == 0 && !number.isInfinite() ->
          new BigDecimal(number).add(new BigDecimal("1e-30"));
      case Instant time when random.nextInt(4) == 0 -> time.plusNanos(1);
      case byte[] bytes when column.equals("uuid") && random.nextBoolean() -> {
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        yield new UUID(halves.getLong(), halves.getLong());
      }
      case byte[] bytes when random.nextInt(4) == 0 ->
          Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
      default -> value;
    };
  }

  private Object occurring(String column) {
    for (int i = 0; i < 50; i++) {
      Object value = rows.get(random.nextInt(rows.size())).get(column);
      if (value != null && !(value instanceof Double number && number.isNaN())) {
        return value;
      }
    }
    return BigDecimal.TEN; // of the column that has nothing but nulls
  }
}
