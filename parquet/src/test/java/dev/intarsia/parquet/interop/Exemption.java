package dev.intarsia.parquet.interop;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.parquet.ColumnEncoding;
import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;

/** What a judge cannot read, whoever wrote it. A test proves that each is still needed. */
enum Exemption {
  /** DuckDB refuses the whole file: "Unsupported converted type (20)". */
  DUCKDB_KNOWS_NO_BSON(DuckDbJudge.class, Effect.REFUSES_THE_FILE),

  /** DuckDB's DECIMAL ends at 38 digits; it reads wider ones as DOUBLE. */
  DUCKDB_ROUNDS_WIDE_DECIMALS(DuckDbJudge.class, Effect.MISREADS_THE_COLUMN),

  /** DuckDB's TIME WITH TIME ZONE counts microseconds. */
  DUCKDB_CUTS_NANOSECONDS_OF_UTC_TIMES(DuckDbJudge.class, Effect.MISREADS_THE_COLUMN),

  /** "BYTE_STREAM_SPLIT encoding is only supported for FLOAT, DOUBLE, INT32 or INT64 data". */
  DUCKDB_SPLITS_NO_FIXED_LENGTH_BYTES(DuckDbJudge.class, Effect.MISREADS_THE_COLUMN),

  /** "Delta Length Byte Array encoding is only supported for string/blob data". */
  DUCKDB_KNOWS_NO_DELTA_LENGTHS_OF_DECIMALS(DuckDbJudge.class, Effect.MISREADS_THE_COLUMN);

  /** What happens to a file that is judged in spite of the exemption. */
  enum Effect {
    REFUSES_THE_FILE,
    MISREADS_THE_COLUMN
  }

  private final Class<? extends Judge> judge;
  private final Effect effect;

  Exemption(Class<? extends Judge> judge, Effect effect) {
    this.judge = judge;
    this.effect = effect;
  }

  Class<? extends Judge> judge() {
    return judge;
  }

  Effect effect() {
    return effect;
  }

  boolean covers(GateColumn column) {
    LogicalTypeAnnotation logical = column.type().getLogicalTypeAnnotation();
    return switch (this) {
      case DUCKDB_KNOWS_NO_BSON -> logical instanceof BsonLogicalTypeAnnotation;
      case DUCKDB_ROUNDS_WIDE_DECIMALS ->
          logical instanceof DecimalLogicalTypeAnnotation decimal && decimal.getPrecision() > 38;
      case DUCKDB_CUTS_NANOSECONDS_OF_UTC_TIMES ->
          logical instanceof TimeLogicalTypeAnnotation time
              && time.getUnit() == TimeUnit.NANOS
              && time.isAdjustedToUTC();
      case DUCKDB_SPLITS_NO_FIXED_LENGTH_BYTES ->
          column.encoding() == ColumnEncoding.BYTE_STREAM_SPLIT
              && column.field().physicalType() == PhysicalType.FIXED_LEN_BYTE_ARRAY;
      case DUCKDB_KNOWS_NO_DELTA_LENGTHS_OF_DECIMALS ->
          column.encoding() == ColumnEncoding.DELTA_LENGTH_BYTE_ARRAY
              && logical instanceof DecimalLogicalTypeAnnotation;
    };
  }

  /** Whether a judge may be shown a file with such a column. */
  static boolean opens(Judge judge, GateColumn column) {
    return !any(judge, Effect.REFUSES_THE_FILE, column);
  }

  /** Whether what a judge reads from such a column counts. */
  static boolean counts(Judge judge, GateColumn column) {
    return opens(judge, column) && !any(judge, Effect.MISREADS_THE_COLUMN, column);
  }

  private static boolean any(Judge judge, Effect effect, GateColumn column) {
    return Arrays.stream(values())
        .anyMatch(
            exemption ->
                exemption.judge == judge.getClass()
                    && exemption.effect == effect
                    && exemption.covers(column));
  }
}
