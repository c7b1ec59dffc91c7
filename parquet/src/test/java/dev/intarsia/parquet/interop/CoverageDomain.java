package dev.intarsia.parquet.interop;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.Compression.Codec;
import dev.intarsia.parquet.DataPageVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the writer can produce, derived from what it accepts: whatever {@link Field} and {@link
 * ColumnEncoding#supports} let pass is in.
 */
final class CoverageDomain {
  private static final int SHORT_LENGTH = 5;
  private static final int WIDE_LENGTH = 3_000;

  private CoverageDomain() {}

  /** Every cell that must be produced and read back. */
  static Set<Cell> cells() {
    Set<Cell> cells = new LinkedHashSet<>();
    for (Shape shape : Shape.values()) {
      for (GateColumn column : columns(shape)) {
        for (DataPageVersion version : DataPageVersion.values()) {
          cells.add(column.cell(shape, version));
        }
      }
    }
    return cells;
  }

  /** One column for each type, encoding, codec and nullability of a shape. */
  static List<GateColumn> columns(Shape shape) {
    return Arrays.stream(Codec.values())
        .flatMap(codec -> columns(shape, compression(codec)).stream())
        .toList();
  }

  /** One column for each type, encoding and nullability of a shape, in one codec. */
  static List<GateColumn> columns(Shape shape, Compression compression) {
    List<GateColumn> columns = new ArrayList<>();
    for (Field field : fields()) {
      for (ColumnEncoding encoding : ColumnEncoding.values()) {
        if (encoding.supports(field) && shape.suits(field)) {
          Field named =
              field.withName("c%d_%s_%s".formatted(columns.size(), field.name(), encoding));
          columns.add(GateColumn.of(named, encoding, compression));
        }
      }
    }
    return columns;
  }

  /** A codec at a level that its users choose. */
  static Compression compression(Codec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> Compression.uncompressed();
      case SNAPPY -> Compression.snappy();
      case GZIP -> Compression.gzip(6);
      case LZ4_RAW -> Compression.lz4Raw();
      case ZSTD -> Compression.zstd(3);
    };
  }

  /** Every legal combination of physical type, length, logical type and nullability. */
  static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (PhysicalType physical : PhysicalType.values()) {
      for (int length : lengths(physical, null)) {
        addLegal(fields, physical, length, null);
      }
    }
    for (LogicalType logical : logicalTypes()) {
      for (PhysicalType physical : PhysicalType.values()) {
        for (int length : lengths(physical, logical)) {
          addLegal(fields, physical, length, logical);
        }
      }
    }
    return fields;
  }

  private static void addLegal(
      List<Field> fields, PhysicalType physical, int length, @Nullable LogicalType logical) {
    for (boolean nullable : new boolean[] {false, true}) {
      try {
        Field field = new PrimitiveField("f", physical, length, logical, nullable);
        String name = field.typeName() + (nullable ? " optional" : " required");
        fields.add(field.withName(name.replaceAll("\\W+", "_")));
      } catch (IllegalArgumentException notLegal) {
        // a combination that the schema refuses is not producible
      }
    }
  }

  private static List<Integer> lengths(PhysicalType physical, @Nullable LogicalType logical) {
    if (physical != PhysicalType.FIXED_LEN_BYTE_ARRAY) {
      return List.of(0);
    }
    return switch (logical) {
      case null -> List.of(SHORT_LENGTH, WIDE_LENGTH);
      case LogicalType.DecimalType decimal when decimal.byteWidth() < 16 ->
          List.of(decimal.byteWidth(), 16);
      case LogicalType.DecimalType decimal -> List.of(decimal.byteWidth());
      default -> List.of(2, 12, 16);
    };
  }

  /** Every logical type with every parameter; of the decimals, those at the limits. */
  static List<LogicalType> logicalTypes() {
    List<LogicalType> types =
        new ArrayList<>(
            List.of(
                LogicalType.string(),
                LogicalType.enumeration(),
                LogicalType.json(),
                LogicalType.bson(),
                LogicalType.uuid(),
                LogicalType.date(),
                LogicalType.float16(),
                LogicalType.interval(),
                LogicalType.decimal(4, 4),
                LogicalType.decimal(9, 2),
                LogicalType.decimal(18, 0),
                LogicalType.decimal(38, 10),
                LogicalType.decimal(76, 20)));
    for (boolean flag : new boolean[] {true, false}) {
      for (LogicalType.Unit unit : LogicalType.Unit.values()) {
        types.add(new LogicalType.TimeType(unit, flag));
        types.add(new LogicalType.TimestampType(unit, flag));
      }
      for (int bits = Byte.SIZE; bits <= Long.SIZE; bits *= 2) {
        types.add(LogicalType.integer(bits, flag));
      }
    }
    return types;
  }
}
