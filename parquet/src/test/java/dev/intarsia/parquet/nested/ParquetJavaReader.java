package dev.intarsia.parquet.nested;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** parquet-java's record API, page checksums verified. */
final class ParquetJavaReader implements NestedReader {

  @Override
  public List<List<@Nullable Object>> rows(Path file, MessageType schema) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new Builder(file, schema).usePageChecksumVerification(true).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(struct(row, row.getType()));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> struct(Group group, GroupType type) {
    List<@Nullable Object> fields = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      fields.add(field(group, i, type.getType(i)));
    }
    return fields;
  }

  private static @Nullable Object field(Group group, int index, Type type) {
    if (group.getFieldRepetitionCount(index) == 0) {
      return null;
    }
    if (type instanceof PrimitiveType primitive) {
      return primitive(group, index, primitive);
    }
    Group inner = group.getGroup(index, 0);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation
        || annotation instanceof MapLogicalTypeAnnotation) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (int i = 0; i < inner.getFieldRepetitionCount(0); i++) {
        Group element = inner.getGroup(0, i);
        List<@Nullable Object> fields = struct(element, element.getType());
        elements.add(annotation instanceof ListLogicalTypeAnnotation ? fields.getFirst() : fields);
      }
      return elements;
    }
    return struct(inner, type.asGroupType());
  }

  private static Object primitive(Group group, int index, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> group.getBoolean(index, 0);
      case INT32 -> group.getInteger(index, 0);
      case INT64 -> group.getLong(index, 0);
      case FLOAT -> group.getFloat(index, 0);
      case DOUBLE -> group.getDouble(index, 0);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> group.getBinary(index, 0).toStringUsingUTF8();
      case INT96 -> throw new IllegalArgumentException("INT96 is never written");
    };
  }

  /** The builder's own constructor is protected. */
  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(Path file, MessageType schema) {
      super(new LocalInputFile(file), reading(schema));
    }

    private static PlainParquetConfiguration reading(MessageType schema) {
      var configuration = new PlainParquetConfiguration();
      configuration.set(ReadSupport.PARQUET_READ_SCHEMA, schema.toString());
      return configuration;
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
