package dev.intarsia.parquet.interop;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * What a judge made of a file.
 *
 * @param failures why it could not read a column
 */
record Reading(
    Judge judge, Map<String, @Nullable Object[]> values, Map<String, Exception> failures) {

  /** Reads all columns at once, and one by one if that fails, to know which is to blame. */
  static Reading of(Judge judge, Path file, GateFile gate) {
    List<PrimitiveType> columns =
        gate.columns().stream()
            .filter(column -> Exemption.counts(judge, column))
            .map(GateColumn::type)
            .toList();
    try {
      return new Reading(judge, judge.read(file, columns), Map.of());
    } catch (Exception all) {
      Map<String, @Nullable Object[]> values = new HashMap<>();
      Map<String, Exception> failures = new HashMap<>();
      for (PrimitiveType column : columns) {
        try {
          values.putAll(judge.read(file, List.of(column)));
        } catch (Exception one) {
          failures.put(column.getName(), one);
        }
      }
      return new Reading(judge, values, failures);
    }
  }

  /** The first difference in a column that counts, in words. */
  Optional<String> difference(GateColumn column, @Nullable Object[] expected) {
    if (!Exemption.counts(judge, column)) {
      return Optional.empty();
    }
    Exception failure = failures.get(column.name());
    return failure == null
        ? Comparison.difference(judge, column.type(), expected, values)
        : Optional.of("%s failed: %s".formatted(judge.name(), failure));
  }
}
