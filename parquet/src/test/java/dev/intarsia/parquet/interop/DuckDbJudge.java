package dev.intarsia.parquet.interop;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** DuckDB over JDBC; every type is cast in SQL to one that JDBC hands over without loss. */
final class DuckDbJudge implements Judge, AutoCloseable {
  private final Connection connection;

  DuckDbJudge() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET threads = 1");
    }
  }

  @Override
  public String name() {
    return "DuckDB";
  }

  /** SQL does not promise the payload of a NaN. */
  @Override
  public boolean same(@Nullable Object expected, @Nullable Object actual, PrimitiveType type) {
    if (type.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation
        && expected instanceof Bytes half
        && Values.isNanHalf(half)) {
      return actual instanceof Bytes other && Values.isNanHalf(other);
    }
    boolean nan =
        (expected instanceof Float single && single.isNaN())
            || (expected instanceof Double number && number.isNaN());
    return nan ? Objects.equals(expected, actual) : Values.identical(expected, actual);
  }

  @Override
  public Map<String, @Nullable Object[]> read(Path file, List<PrimitiveType> columns)
      throws SQLException {
    Map<String, String> types = describe(file);
    String expressions =
        columns.stream()
            .map(column -> expression(column, types.get(column.getName())))
            .collect(Collectors.joining(", "));
    List<List<@Nullable Object>> values = new ArrayList<>();
    columns.forEach(column -> values.add(new ArrayList<>()));
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT " + expressions + " FROM " + source(file))) {
      while (result.next()) {
        for (int i = 0; i < columns.size(); i++) {
          Object value = result.getObject(i + 1);
          values.get(i).add(value == null ? null : physical(value, columns.get(i)));
        }
      }
    }
    Map<String, @Nullable Object[]> arrays = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      arrays.put(columns.get(i).getName(), values.get(i).toArray());
    }
    return arrays;
  }

  private Map<String, String> describe(Path file) throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + source(file))) {
      while (result.next()) {
        types.put(result.getString(1), result.getString(2));
      }
    }
    return types;
  }

  private static String source(Path file) {
    return "read_parquet('" + file.toString().replace("'", "''") + "')";
  }

  private static String expression(PrimitiveType column, @Nullable String type) {
    String name = '"' + column.getName() + '"';
    return switch (type) {
      case null -> throw new IllegalStateException("no column " + column.getName());
      case "VARCHAR" -> "encode(" + name + ")";
      case "JSON" -> "encode(" + name + "::VARCHAR)";
      case "DATE" -> name + " - DATE '1970-01-01'";
      case "TIME", "TIME WITH TIME ZONE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_MS" ->
          "epoch_us(" + name + ")";
      case "TIME_NS", "TIMESTAMP_NS", "TIMESTAMPTZ_NS" -> "epoch_ns(" + name + ")";
      case "INTERVAL" -> interval(name);
      default -> name;
    };
  }

  /** The three numbers of Parquet's INTERVAL: months, days, milliseconds. */
  private static String interval(String name) {
    return """
    CASE WHEN %1$s IS NOT NULL THEN concat_ws(' ',
      12 * datepart('year', %1$s) + datepart('month', %1$s),
      datepart('day', %1$s),
      60000 * (60 * datepart('hour', %1$s) + datepart('minute', %1$s))
        + datepart('millisecond', %1$s)) END
    """
        .formatted(name);
  }

  private static Bytes interval(String[] numbers) {
    return Values.interval(
        Integer.parseInt(numbers[0]),
        Integer.parseInt(numbers[1]),
        (int) Long.parseLong(numbers[2]));
  }

  private static Object physical(Object value, PrimitiveType type) {
    return switch (value) {
      case String numbers -> interval(numbers.split(" "));
      case java.sql.Blob blob -> bytes(blob);
      case UUID uuid -> Values.uuid(uuid);
      case BigDecimal decimal -> Values.physical(decimal.unscaledValue(), type);
      case Float single when isHalf(type) -> Values.half(Float.floatToFloat16(single));
      case BigInteger big -> big.longValue();
      case Number number when type.getPrimitiveTypeName() == PrimitiveTypeName.INT32 ->
          (int) (number.longValue() / scale(type.getLogicalTypeAnnotation()));
      case Number number when type.getPrimitiveTypeName() == PrimitiveTypeName.INT64 ->
          number.longValue() / scale(type.getLogicalTypeAnnotation());
      default -> value;
    };
  }

  private static boolean isHalf(PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation;
  }

  /** Milliseconds arrive as microseconds; the other units as themselves. */
  private static long scale(@Nullable LogicalTypeAnnotation annotation) {
    boolean millis =
        switch (annotation) {
          case TimeLogicalTypeAnnotation time -> time.getUnit() == TimeUnit.MILLIS;
          case TimestampLogicalTypeAnnotation timestamp -> timestamp.getUnit() == TimeUnit.MILLIS;
          case null, default -> false;
        };
    return millis ? 1_000 : 1;
  }

  private static Bytes bytes(java.sql.Blob blob) {
    try {
      return Bytes.of(blob.getBytes(1, (int) blob.length()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
