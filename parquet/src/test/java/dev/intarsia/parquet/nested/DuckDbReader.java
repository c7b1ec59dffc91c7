package dev.intarsia.parquet.nested;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** DuckDB over JDBC. Of maps it keeps no order: they come sorted by key. */
final class DuckDbReader implements NestedReader, AutoCloseable {
  private final Connection connection;

  DuckDbReader() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
    }
  }

  @Override
  public List<List<@Nullable Object>> rows(Path file, MessageType schema) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query(file, schema))) {
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= schema.getFieldCount(); i++) {
          row.add(plain(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String query(Path file, MessageType schema) {
    return schema.getFields().stream()
        .map(field -> '"' + field.getName() + '"')
        .collect(Collectors.joining(", ", "SELECT ", " FROM read_parquet('" + file + "')"));
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case Array array -> all(Arrays.asList((Object[]) array.getArray()));
      case Struct struct -> all(Arrays.asList(struct.getAttributes()));
      case Map<?, ?> map -> pairs(map);
      case Blob blob -> new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case null, default -> value;
    };
  }

  private static List<@Nullable Object> all(List<?> values) throws SQLException {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object value : values) {
      plain.add(plain(value));
    }
    return plain;
  }

  private static List<@Nullable Object> pairs(Map<?, ?> map) throws SQLException {
    List<List<@Nullable Object>> pairs = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      pairs.add(all(Arrays.asList(entry.getKey(), entry.getValue())));
    }
    pairs.sort(Comparator.comparing(pair -> String.valueOf(pair.getFirst())));
    return List.copyOf(pairs);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
