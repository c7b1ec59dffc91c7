package dev.intarsia.parquet.nested;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Arrow C++ through arrow-dataset. */
final class ArrowReader implements NestedReader {
  private static final int BATCH_ROWS = 1 << 15;

  @Override
  public List<List<@Nullable Object>> rows(Path file, MessageType schema) throws Exception {
    String[] names = schema.getFields().stream().map(Type::getName).toArray(String[]::new);
    List<List<@Nullable Object>> rows = new ArrayList<>();
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
        for (int row = 0; row < root.getRowCount(); row++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (Type field : schema.getFields()) {
            values.add(plain(root.getVector(field.getName()).getObject(row), field));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  private static @Nullable Object plain(@Nullable Object value, Type type) {
    if (value == null) {
      return null;
    }
    if (type.isPrimitive()) {
      return switch (value) {
        case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
        case org.apache.arrow.vector.util.Text text -> text.toString();
        default -> value;
      };
    }
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation) {
      Type element = type.asGroupType().getType(0).asGroupType().getType(0);
      List<@Nullable Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(each -> elements.add(plain(each, element)));
      return elements;
    }
    if (annotation instanceof MapLogicalTypeAnnotation) {
      Type pair = type.asGroupType().getType(0);
      List<@Nullable Object> pairs = new ArrayList<>();
      ((List<?>) value).forEach(each -> pairs.add(plain(each, pair)));
      return pairs;
    }
    List<@Nullable Object> fields = new ArrayList<>();
    for (Type field : type.asGroupType().getFields()) {
      fields.add(plain(((Map<?, ?>) value).get(field.getName()), field));
    }
    return fields;
  }
}
