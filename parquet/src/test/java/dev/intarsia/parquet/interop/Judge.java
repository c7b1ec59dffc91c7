package dev.intarsia.parquet.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * A reader that brings a file back to raw physical values, so that all judges and the expectation
 * speak one language: {@code Boolean}, {@code Integer}, {@code Long}, {@code Float}, {@code
 * Double}, {@link Bytes}, and {@code null}.
 */
interface Judge {
  String name();

  /** The values of the named columns, in row order. */
  Map<String, @Nullable Object[]> read(Path file, List<PrimitiveType> columns) throws Exception;

  /** Whether what was read is what was written, as far as this reader can tell. */
  default boolean same(@Nullable Object expected, @Nullable Object actual, PrimitiveType type) {
    return Values.identical(expected, actual);
  }
}
