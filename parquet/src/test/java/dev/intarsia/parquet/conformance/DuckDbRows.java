package dev.intarsia.parquet.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Blob;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flat file's rows as DuckDB has them, in the texts of {@link OwnRows}. */
final class DuckDbRows {
  private DuckDbRows() {}

  static List<String> read(Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.prepareStatement("SELECT * FROM read_parquet(?)")) {
      statement.setString(1, file.toString());
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          StringBuilder row = new StringBuilder("{");
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.append(result.getMetaData().getColumnName(i)).append('=');
            row.append(text(result.getObject(i))).append(", ");
          }
          rows.add(row.append('}').toString());
        }
      }
    }
    return rows;
  }

  private static String text(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> "null";
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Double number -> Long.toString(Double.doubleToRawLongBits(number));
      case String text -> HexFormat.of().formatHex(text.getBytes(UTF_8));
      case Blob bytes -> HexFormat.of().formatHex(bytes.getBytes(1, (int) bytes.length()));
      default -> throw new IllegalStateException(value.getClass() + " is not compared here");
    };
  }
}
