package dev.intarsia.parquet.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Arrow C++ through arrow-dataset. */
final class ArrowJudge implements Judge {
  private static final int BATCH_ROWS = 1 << 15;

  @Override
  public String name() {
    return "Arrow C++";
  }

  @Override
  public Map<String, @Nullable Object[]> read(Path file, List<PrimitiveType> columns)
      throws Exception {
    String[] names = columns.stream().map(PrimitiveType::getName).toArray(String[]::new);
    Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column.getName(), new ArrayList<>()));
    try (var allocator = new RootAllocator();
        var factory =
            new FileSystemDatasetFactory(
                allocator,
                NativeMemoryPool.getDefault(),
                FileFormat.PARQUET,
                file.toUri().toString());
        var dataset = factory.finish();
        var scanner = dataset.newScan(new ScanOptions(BATCH_ROWS, Optional.of(names)));
        var reader = scanner.scanBatches()) {
      while (reader.loadNextBatch()) {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        for (PrimitiveType column : columns) {
          append(
              root.getVector(column.getName()),
              column,
              values.computeIfAbsent(column.getName(), name -> new ArrayList<>()));
        }
      }
    }
    Map<String, @Nullable Object[]> arrays = new LinkedHashMap<>();
    values.forEach((name, list) -> arrays.put(name, list.toArray()));
    return arrays;
  }

  private static void append(
      FieldVector vector, PrimitiveType type, List<@Nullable Object> values) {
    for (int row = 0; row < vector.getValueCount(); row++) {
      values.add(vector.isNull(row) ? null : value(vector, row, type));
    }
  }

  private static Object value(FieldVector vector, int row, PrimitiveType type) {
    return switch (vector) {
      case BitVector bits -> bits.get(row) == 1;
      case DecimalVector decimals -> Values.physical(decimals.getObject(row).unscaledValue(), type);
      case Decimal256Vector decimals ->
          Values.physical(decimals.getObject(row).unscaledValue(), type);
      case FixedSizeBinaryVector binary -> Bytes.of(binary.get(row));
      case Float2Vector halves -> Values.half(halves.get(row));
      case BaseVariableWidthVector binary -> Bytes.of(bytes(binary, row));
      case BaseFixedWidthVector fixed -> number(fixed, row, type);
      case NullVector nulls -> throw new IllegalStateException("a value in " + nulls.getField());
      default -> throw new IllegalStateException("not known: " + vector.getField());
    };
  }

  private static byte[] bytes(BaseVariableWidthVector vector, int row) {
    byte[] bytes = new byte[vector.getValueLength(row)];
    vector.getDataBuffer().getBytes(vector.getStartOffset(row), bytes);
    return bytes;
  }

  /** From the vector's own bytes: its typed getters would bend NaN payloads and signs. */
  private static Object number(BaseFixedWidthVector vector, int row, PrimitiveType type) {
    var data = vector.getDataBuffer();
    int width = vector.getTypeWidth();
    long offset = (long) row * width;
    long bits =
        switch (width) {
          case 1 -> data.getByte(offset);
          case 2 -> data.getShort(offset);
          case 4 -> data.getInt(offset);
          case 8 -> data.getLong(offset);
          default -> throw new IllegalStateException("not a number: " + vector.getField());
        };
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> Values.widened((int) bits, type);
      case INT64 -> bits;
      case FLOAT -> Float.intBitsToFloat((int) bits);
      case DOUBLE -> Double.longBitsToDouble(bits);
      default -> throw new IllegalStateException(vector.getField() + " for " + type);
    };
  }
}
