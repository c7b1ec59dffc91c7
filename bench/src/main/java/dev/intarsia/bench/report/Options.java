package dev.intarsia.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** What the chart library is told: values by name, which may be options again. */
final class Options extends LinkedHashMap<String, Object> {

  /** Without any. */
  static Options none() {
    return new Options();
  }

  /** With one; more follow by {@link #and}. */
  static Options of(String name, Object value) {
    return none().and(name, value);
  }

  Options and(String name, Object value) {
    put(name, value);
    return this;
  }

  /** Values as the library wants them: a list it may write to. */
  static <T> List<Object> column(List<T> items, Function<T, ?> value) {
    List<Object> column = new ArrayList<>();
    for (T item : items) {
      column.add(value.apply(item));
    }
    return column;
  }
}
