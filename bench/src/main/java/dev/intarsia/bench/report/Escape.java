package dev.intarsia.bench.report;

/** Text put into other languages, in which it may mean something. */
final class Escape {

  private Escape() {}

  /** As the content of an HTML or XML element, or within double quotes as an attribute. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** As part of a line of Markdown, also within the cell of a table. */
  static String markdown(String text) {
    return text.replaceAll("([\\\\`*\\[\\]|])", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("\\s+", " ");
  }
}
