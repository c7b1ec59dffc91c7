package dev.intarsia.columns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What fields must be called, alone and among each other. */
final class FieldRules {
  /** So many names a message lists at most. */
  private static final int SHOWN = 20;

  private FieldRules() {}

  static void checkName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field has a name");
    }
  }

  /** Refuses no field, or two of one name; returns where each name stands. */
  static Map<String, Integer> checkFields(String owner, List<? extends Field> fields) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(owner + " has no fields; it needs one");
    }
    Map<String, Integer> indexes = HashMap.newHashMap(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Integer earlier = indexes.putIfAbsent(fields.get(i).name(), i);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "%s: fields %d and %d are both named '%s'"
                .formatted(owner, earlier, i, fields.get(i).name()));
      }
    }
    return indexes;
  }

  /** The names, the first of them where there are many. */
  static String names(List<? extends Field> fields) {
    int shown = Math.min(fields.size(), SHOWN);
    String names = String.join(", ", fields.subList(0, shown).stream().map(Field::name).toList());
    return shown == fields.size() ? names : names + " and " + (fields.size() - shown) + " more";
  }
}
