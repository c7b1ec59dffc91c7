package dev.intarsia.cli.print;

/** Strings as JSON writes them. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Puts what was appended since a position in quotes, and escapes it. */
  static void quote(StringBuilder out, int start) {
    if (!needsEscape(out, start)) {
      out.insert(start, '"').append('"');
      return;
    }
    String raw = out.substring(start);
    out.setLength(start);
    out.append('"');
    for (int i = 0; i < raw.length(); i++) {
      appendEscaped(raw.charAt(i), out);
    }
    out.append('"');
  }

  private static boolean needsEscape(StringBuilder out, int start) {
    for (int i = start; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return true;
      }
    }
    return false;
  }

  private static void appendEscaped(char c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
          out.append(c);
        }
      }
    }
  }

  /** Appends the name of a member, with a comma before all but the first. */
  static void appendName(String name, int index, StringBuilder out) {
    if (index > 0) {
      out.append(',');
    }
    int start = out.length();
    out.append(name);
    quote(out, start);
    out.append(':');
  }
}
