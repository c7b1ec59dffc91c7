package dev.intarsia.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What DuckDB finds in files: the foreign judge of what was written. */
public final class DuckDb {
  /** What stands for a null value. */
  public static final String NULL = "<null>";

  private DuckDb() {}

  /** The rows of a query, each value as DuckDB prints it, or {@link #NULL}. */
  public static List<List<String>> rows(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet result = statement.executeQuery(sql)) {
        return all(result);
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static List<List<String>> all(ResultSet result) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        String value = result.getString(i);
        row.add(value == null ? NULL : value);
      }
      rows.add(row);
    }
    return rows;
  }

  /** All rows of a Parquet file, every value as text. */
  public static List<List<String>> read(Path parquet) {
    return rows("SELECT columns(*)::VARCHAR FROM " + literal(parquet));
  }

  /** A path in a query. */
  public static String literal(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  /** A single number. */
  public static long number(String sql) {
    return Long.parseLong(rows(sql).getFirst().getFirst());
  }
}
