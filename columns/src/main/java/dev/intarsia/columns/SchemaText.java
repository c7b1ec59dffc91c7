package dev.intarsia.columns;

/** Fields as Parquet's schema text has them: groups over several lines, each level indented. */
final class SchemaText {
  private static final String INDENT = "  ";

  private final StringBuilder text;

  private SchemaText(StringBuilder text) {
    this.text = text;
  }

  /** A field by itself, without a semicolon behind a primitive one. */
  static String of(Field field) {
    StringBuilder text = new StringBuilder();
    new SchemaText(text).field(field, "");
    int end = text.length() - (field instanceof PrimitiveField ? ";\n" : "\n").length();
    return text.substring(0, end);
  }

  static String of(Schema schema) {
    StringBuilder text = new StringBuilder("message ").append(schema.name()).append(" {\n");
    SchemaText lines = new SchemaText(text);
    schema.fields().forEach(field -> lines.field(field, INDENT));
    return text.append("}\n").toString();
  }

  private void field(Field field, String indent) {
    switch (field) {
      case PrimitiveField leaf -> text.append(indent).append(leaf).append(";\n");
      case StructField group -> {
        open(indent, group, "");
        group.fields().forEach(child -> field(child, indent + INDENT));
        close(indent);
      }
      case ListField list -> repeated(indent, list, "LIST", "list", list.element());
      case MapField map -> repeated(indent, map, "MAP", "key_value", map.key(), map.value());
    }
  }

  private void repeated(
      String indent, Field group, String annotation, String middle, Field... children) {
    open(indent, group, " (" + annotation + ")");
    String inner = indent + INDENT;
    text.append(inner).append("repeated group ").append(middle).append(" {\n");
    for (Field child : children) {
      field(child, inner + INDENT);
    }
    close(inner);
    close(indent);
  }

  private void open(String indent, Field group, String annotation) {
    text.append(indent)
        .append(group.nullable() ? "optional" : "required")
        .append(" group ")
        .append(group.name())
        .append(annotation)
        .append(" {\n");
  }

  private void close(String indent) {
    text.append(indent).append("}\n");
  }
}
