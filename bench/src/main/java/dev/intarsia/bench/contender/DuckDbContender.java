package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB: its appender into a table in memory, then COPY of the table into a file. */
final class DuckDbContender implements Contender {
  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();

  static final List<String> UNMATCHED =
      List.of(
          "all rows are gathered in a table in memory before any is encoded",
          "from a buffer, each text is copied into a byte[] of its own, which its appender needs",
          "a row group is 1,048,576 rows, whatever their bytes; pages and encodings are its choice",
          "no page checksums, no column and offset index",
          "observed_time is annotated as a local time, and integers as signed");

  /** As many as the others' row groups may have at most. */
  private static final int ROW_GROUP_ROWS = 1 << 20;

  private final DuckDBConnection connection;
  private final Statement statement;
  private final RowFeed feed;
  private final String options;

  DuckDbContender(Codec codec, Input input) {
    feed = new RowFeed(input);
    options =
        "FORMAT parquet, ROW_GROUP_SIZE %d, WRITE_BLOOM_FILTER false, %s"
            .formatted(
                ROW_GROUP_ROWS,
                switch (codec) {
                  case ZSTD -> "CODEC zstd, COMPRESSION_LEVEL " + ZSTD_LEVEL;
                  case UNCOMPRESSED -> "CODEC uncompressed";
                });
    try {
      connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
      statement = connection.createStatement();
      statement.execute("SET threads = 1");
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  @Override
  public void write(Path file) throws IOException {
    try {
      statement.execute("CREATE OR REPLACE TABLE telemetry (" + columns() + ")");
      try (DuckDBAppender appender = connection.createAppender("telemetry")) {
        feed.giveTo(new Rows(appender));
      }
      String name = file.toString().replace("'", "''");
      statement.execute("COPY telemetry TO '%s' (%s)".formatted(name, options));
      statement.execute("DROP TABLE telemetry");
    } catch (SQLException e) {
      throw new IOException("DuckDB did not write " + file, e);
    }
  }

  private static String columns() {
    return Arrays.stream(COLUMNS)
        .map(column -> column.columnName() + " " + type(column))
        .collect(Collectors.joining(", "));
  }

  private static String type(TelemetryColumn column) {
    return switch (column) {
      case TIME -> "TIMESTAMPTZ";
      case OBSERVED_TIME -> "TIMESTAMP_MS";
      default ->
          switch (column.kind()) {
            case LONG -> "BIGINT";
            case INT -> "INTEGER";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TEXT -> "VARCHAR";
          };
    };
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

  /** Appends values in the order of the columns, as the appender asks. */
  private static final class Rows implements RowTaker {
    private static final int TIME = TelemetryColumn.TIME.index();
    private static final int OBSERVED_TIME = TelemetryColumn.OBSERVED_TIME.index();

    private final DuckDBAppender appender;
    private final Kind[] kinds = new Kind[COLUMNS.length];
    private final int[] offsets = new int[COLUMNS.length];

    Rows(DuckDBAppender appender) {
      this.appender = appender;
      for (TelemetryColumn column : COLUMNS) {
        kinds[column.index()] = column.kind();
        offsets[column.index()] = TelemetryLayout.offset(column);
      }
    }

    @Override
    public void take(TelemetryReader row) throws IOException {
      try {
        append(row);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void take(TelemetryObject row) throws IOException {
      try {
        append(row);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    private void append(TelemetryReader row) throws SQLException {
      MemorySegment rows = row.segment();
      long begin = row.offset();
      long nulls = row.nulls();
      long text = begin + TelemetryLayout.TEXTS;
      appender.beginRow();
      for (int i = 0; i < kinds.length; i++) {
        if (((nulls >>> i) & 1) != 0) {
          appender.appendNull();
          continue;
        }
        long slot = begin + offsets[i];
        switch (kinds[i]) {
          case LONG -> appendLong(i, rows.get(TelemetryLayout.LONG, slot));
          case INT -> appender.append(rows.get(TelemetryLayout.INT, slot));
          case DOUBLE -> appender.append(rows.get(TelemetryLayout.DOUBLE, slot));
          case BOOLEAN -> appender.append(rows.get(TelemetryLayout.BYTE, slot) != 0);
          case TEXT -> {
            byte[] bytes = new byte[rows.get(TelemetryLayout.INT, text)];
            MemorySegment.copy(
                rows, TelemetryLayout.BYTE, text + Integer.BYTES, bytes, 0, bytes.length);
            appender.append(bytes);
            text += Integer.BYTES + bytes.length;
          }
        }
      }
      appender.endRow();
    }

    private void append(TelemetryObject row) throws SQLException {
      long nulls = row.nulls();
      int number = 0;
      int text = 0;
      appender.beginRow();
      for (int i = 0; i < kinds.length; i++) {
        long bits = kinds[i] == Kind.TEXT ? 0 : row.numbers()[number++];
        if (((nulls >>> i) & 1) != 0) {
          appender.appendNull();
          continue;
        }
        switch (kinds[i]) {
          case LONG -> appendLong(i, bits);
          case INT -> appender.append((int) bits);
          case DOUBLE -> appender.append(Double.longBitsToDouble(bits));
          case BOOLEAN -> appender.append(bits != 0);
          case TEXT -> appender.append(row.texts()[text++]);
        }
      }
      appender.endRow();
    }

    private void appendLong(int column, long value) throws SQLException {
      if (column == TIME) {
        appender.appendEpochMicros(value);
      } else if (column == OBSERVED_TIME) {
        appender.appendEpochMillis(value);
      } else {
        appender.append(value);
      }
    }
  }
}
