package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB, with the whole fold as one query. */
public final class DuckDbFold implements FoldingReader {
  private final List<TelemetryColumn> columns;
  private final String where;
  private final Connection connection;
  private final Statement statement;

  /**
   * Reads some columns.
   *
   * @param columns which
   * @param where the rows for which this is true, in SQL
   */
  public DuckDbFold(List<TelemetryColumn> columns, String where) {
    this.columns = columns;
    this.where = where;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      statement = connection.createStatement();
      statement.execute("SET threads = 1");
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  @Override
  public Fold fold(Path file) throws IOException {
    try (ResultSet row = statement.executeQuery(query(file))) {
      row.next();
      return fold(row);
    } catch (SQLException e) {
      throw new IOException("DuckDB did not read " + file, e);
    }
  }

  private String query(Path file) {
    return "SELECT count(*), %s FROM read_parquet('%s') WHERE %s"
        .formatted(
            columns.stream().map(DuckDbFold::aggregates).collect(Collectors.joining(", ")),
            file.toString().replace("'", "''"),
            where);
  }

  /** A sum, and behind it, where there may be nulls, how many rows are not. */
  private static String aggregates(TelemetryColumn column) {
    String name = '"' + column.columnName() + '"';
    String sum = "sum(" + number(column, name) + ")";
    return column.nullable() ? sum + ", count(" + name + ")" : sum;
  }

  private static String number(TelemetryColumn column, String name) {
    return switch (column) {
      case TIME -> "epoch_us(" + name + ")";
      case OBSERVED_TIME -> "epoch_ms(" + name + ")";
      default ->
          switch (column.kind()) {
            case LONG, INT, DOUBLE -> name;
            case BOOLEAN -> name + "::INTEGER";
            case TEXT -> "strlen(" + name + ")";
          };
    };
  }

  private Fold fold(ResultSet row) throws SQLException {
    Fold fold = new Fold(columns);
    int at = 1;
    long rows = row.getLong(at++);
    fold.addRows(rows);
    for (int i = 0; i < columns.size(); i++) {
      switch (columns.get(i).kind()) {
        case DOUBLE -> fold.add(i, row.getDouble(at++));
        case LONG, INT, BOOLEAN, TEXT -> fold.add(i, wrapped(row, at++));
      }
      if (columns.get(i).nullable()) {
        fold.addNulls(i, rows - row.getLong(at++));
      }
    }
    return fold;
  }

  /** The lower 64 bits of a sum of 128; that of no value is null. */
  private static long wrapped(ResultSet row, int column) throws SQLException {
    Object sum = row.getObject(column);
    return sum == null ? 0 : ((Number) sum).longValue();
  }

  @Override
  public void close() {
    try (connection;
        statement) {
      // closed in reverse order
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not close", e);
    }
  }
}
