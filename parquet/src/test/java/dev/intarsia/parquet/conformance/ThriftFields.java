package dev.intarsia.parquet.conformance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.parquet.format.FileMetaData;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TFieldIdEnum;
import shaded.parquet.org.apache.thrift.TUnion;
import shaded.parquet.org.apache.thrift.meta_data.FieldMetaData;

/** The fields of {@code parquet.thrift}, as {@code Struct.field}, by the classes made of it. */
@SuppressWarnings({"rawtypes", "unchecked"}) // all structs alike
final class ThriftFields {
  private ThriftFields() {}

  /** Every field of every struct and union. */
  static List<String> all() throws IOException, ReflectiveOperationException {
    List<String> fields = new ArrayList<>();
    try (JarFile jar = new JarFile(jar().toFile())) {
      for (String entry : jar.stream().map(JarEntry::getName).sorted().toList()) {
        if (entry.matches("org/apache/parquet/format/\\w+\\.class")) {
          Class<?> type = Class.forName(entry.replace('/', '.').replace(".class", ""));
          if (TBase.class.isAssignableFrom(type)) {
            for (FieldMetaData field : metaData((Class<? extends TBase>) type).values()) {
              fields.add(type.getSimpleName() + '.' + field.fieldName);
            }
          }
        }
      }
    }
    return fields;
  }

  private static Path jar() {
    try {
      return Path.of(
          FileMetaData.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<? extends TFieldIdEnum, FieldMetaData> metaData(Class type) {
    return FieldMetaData.getStructMetaDataMap(type);
  }

  /** Adds the fields that a value, and the values in it, have. */
  static void collect(@Nullable Object value, Set<String> found) {
    switch (value) {
      case TUnion union -> {
        found.add(union.getClass().getSimpleName() + '.' + name(union, union.getSetField()));
        collect(union.getFieldValue(), found);
      }
      case TBase struct -> {
        for (TFieldIdEnum field : metaData(struct.getClass()).keySet()) {
          if (struct.isSet(field)) {
            found.add(struct.getClass().getSimpleName() + '.' + name(struct, field));
            collect(struct.getFieldValue(field), found);
          }
        }
      }
      case Collection<?> values -> values.forEach(each -> collect(each, found));
      case null, default -> {}
    }
  }

  private static String name(TBase struct, TFieldIdEnum field) {
    return Objects.requireNonNull(metaData(struct.getClass()).get(field)).fieldName;
  }
}
