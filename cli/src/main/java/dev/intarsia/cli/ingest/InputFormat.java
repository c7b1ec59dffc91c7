package dev.intarsia.cli.ingest;

import java.util.Locale;
import java.util.Optional;

/** How an input is split into records and fields. */
public enum InputFormat {
  /** One JSON object a line. */
  NDJSON,
  /** Comma-separated values, or separated by another character. */
  CSV,
  /** Tab-separated values. */
  TSV,
  /** Any text: one column named {@code line}. */
  LINES;

  /**
   * The format that a file's name tells.
   *
   * @param name a name or path; endings that tell the compression are looked through
   * @return the format, or empty for an ending that says nothing
   */
  static Optional<InputFormat> ofName(String name) {
    return switch (ending(name)) {
      case "ndjson", "jsonl", "json" -> Optional.of(NDJSON);
      case "csv" -> Optional.of(CSV);
      case "tsv", "tab" -> Optional.of(TSV);
      default -> Optional.empty();
    };
  }

  private static String ending(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  /**
   * Whether there is anything that no text has.
   *
   * @param head the beginning, in Latin-1
   * @return true if it holds control characters other than white space
   */
  static boolean isBinary(String head) {
    return head.chars().anyMatch(c -> c < '\t');
  }

  /**
   * The format that the first bytes tell.
   *
   * @param head the beginning of the text, in Latin-1
   * @param name where it is from: what is called a log or a text is lines, unless it is JSON
   * @return the format, or empty if it could be anything
   */
  static Optional<InputFormat> ofHead(String head, String name) {
    String text = head.stripLeading();
    if (text.startsWith("{")) {
      return Optional.of(NDJSON);
    }
    String ending = ending(name);
    if (ending.equals("log") || ending.equals("txt")) {
      return Optional.of(LINES);
    }
    String line = text.lines().findFirst().orElse("");
    if (line.indexOf('\t') >= 0) {
      return Optional.of(TSV);
    }
    return line.indexOf(',') >= 0 || line.indexOf(';') >= 0 ? Optional.of(CSV) : Optional.empty();
  }
}
