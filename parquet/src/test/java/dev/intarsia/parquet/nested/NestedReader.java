package dev.intarsia.parquet.nested;

import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A reader of nested files, whose rows become the plain objects of {@link NestedRows}. */
interface NestedReader {

  /** All rows, each the list of the values of some fields of the file. */
  List<List<@Nullable Object>> rows(Path file, MessageType schema) throws Exception;
}
