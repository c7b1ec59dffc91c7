package dev.intarsia.parquet.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
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
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A file's rows as parquet-java's records have them, in the texts of {@link OwnRows}. The rules for
 * old lists and maps are those of {@code LogicalTypes.md}, written down here once more.
 */
final class ParquetJavaRows {
  private static final int JULIAN_DAY_OF_1970 = 2_440_588;
  private static final long NANOS_OF_A_DAY = 86_400_000_000_000L;

  /** What an INT96 counts in {@link OwnRows}. */
  private final long nanosPerUnit;

  ParquetJavaRows(long nanosPerUnit) {
    this.nanosPerUnit = nanosPerUnit;
  }

  List<String> read(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Builder(new LocalInputFile(file)).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        StringBuilder text = new StringBuilder();
        appendStruct(text, group);
        rows.add(text.toString());
      }
    }
    return rows;
  }

  private void appendStruct(StringBuilder text, Group group) {
    GroupType type = group.getType();
    text.append('{');
    for (int field = 0; field < type.getFieldCount(); field++) {
      text.append(type.getFieldName(field)).append('=');
      appendField(text, group, field);
      text.append(", ");
    }
    text.append('}');
  }

  private void appendField(StringBuilder text, Group group, int field) {
    Type type = group.getType().getType(field);
    int count = group.getFieldRepetitionCount(field);
    if (type.getRepetition() == Repetition.REPEATED) {
      text.append('[');
      for (int i = 0; i < count; i++) {
        appendValue(text, group, field, i);
        text.append(", ");
      }
      text.append(']');
    } else if (count == 0) {
      text.append("null");
    } else {
      appendValue(text, group, field, 0);
    }
  }

  private void appendValue(StringBuilder text, Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      appendPrimitive(text, group, field, index);
      return;
    }
    Group value = group.getGroup(field, index);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation) {
      appendList(text, type.getName(), value);
    } else if (annotation instanceof MapLogicalTypeAnnotation
        || annotation instanceof MapKeyValueTypeAnnotation) {
      appendMap(text, value);
    } else {
      appendStruct(text, value);
    }
  }

  private void appendList(StringBuilder text, String name, Group list) {
    Type repeated = list.getType().getType(0);
    boolean isElement =
        repeated.isPrimitive()
            || repeated.asGroupType().getFieldCount() > 1
            || repeated.asGroupType().getType(0).getRepetition() == Repetition.REPEATED
            || repeated.getName().equals("array")
            || repeated.getName().equals(name + "_tuple");
    text.append('[');
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      if (isElement) {
        appendValue(text, list, 0, i);
      } else {
        appendField(text, list.getGroup(0, i), 0);
      }
      text.append(", ");
    }
    text.append(']');
  }

  private void appendMap(StringBuilder text, Group map) {
    text.append('[');
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      appendField(text, entry, 0);
      if (entry.getType().getFieldCount() > 1) {
        text.append("->");
        appendField(text, entry, 1);
      }
      text.append(", ");
    }
    text.append(']');
  }

  private void appendPrimitive(StringBuilder text, Group group, int field, int index) {
    switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> text.append(group.getBoolean(field, index));
      case INT32 -> text.append(group.getInteger(field, index));
      case INT64 -> text.append(group.getLong(field, index));
      case FLOAT -> text.append(Float.floatToRawIntBits(group.getFloat(field, index)));
      case DOUBLE -> text.append(Double.doubleToRawLongBits(group.getDouble(field, index)));
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          text.append(HexFormat.of().formatHex(group.getBinary(field, index).getBytes()));
      case INT96 -> text.append(timestamp(group.getInt96(field, index).getBytes()));
    }
  }

  private long timestamp(byte[] int96) {
    ByteBuffer bytes = ByteBuffer.wrap(int96).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    long days = (long) bytes.getInt() - JULIAN_DAY_OF_1970;
    return days * (NANOS_OF_A_DAY / nanosPerUnit) + Math.floorDiv(nanos, nanosPerUnit);
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(LocalInputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
