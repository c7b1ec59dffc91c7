package dev.intarsia.parquet.interop;

import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** What a judge read against what was expected. */
final class Comparison {
  private Comparison() {}

  /** The first difference in a column, in words. */
  static Optional<String> difference(
      Judge judge,
      PrimitiveType type,
      @Nullable Object[] expected,
      Map<String, @Nullable Object[]> read) {
    @Nullable Object @Nullable [] actual = read.get(type.getName());
    if (actual == null) {
      return Optional.of("%s did not read %s".formatted(judge.name(), type));
    }
    if (actual.length != expected.length) {
      return Optional.of(
          "%s read %d rows of %s, not %d"
              .formatted(judge.name(), actual.length, type, expected.length));
    }
    for (int row = 0; row < expected.length; row++) {
      if (!judge.same(expected[row], actual[row], type)) {
        return Optional.of(
            "%s read %s, not %s, in row %d of %s"
                .formatted(judge.name(), actual[row], expected[row], row, type));
      }
    }
    return Optional.empty();
  }
}
