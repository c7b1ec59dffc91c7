package dev.intarsia.cli.inspect;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells under each other, as wide as the widest: for tables that are short. */
final class Grid {
  private final boolean[] right;
  private final List<String[]> lines = new ArrayList<>();

  /** Cells of columns whose title begins with a space stand to the right. */
  Grid(String... titles) {
    right = new boolean[titles.length];
    String[] header = new String[titles.length];
    for (int i = 0; i < titles.length; i++) {
      right[i] = titles[i].startsWith(" ");
      header[i] = titles[i].strip();
    }
    lines.add(header);
  }

  void add(String... cells) {
    lines.add(cells);
  }

  void append(String indent, StringBuilder out) {
    int[] widths = new int[right.length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(line[i]));
      }
    }
    for (String[] line : lines) {
      append(line, widths, indent, out);
    }
  }

  private void append(String[] line, int[] widths, String indent, StringBuilder out) {
    StringBuilder text = new StringBuilder(indent);
    for (int i = 0; i < line.length; i++) {
      int padding = widths[i] - length(line[i]);
      text.repeat(' ', right[i] ? padding : 0).append(line[i]);
      text.repeat(' ', right[i] ? 0 : padding).append("  ");
    }
    out.append(text.toString().stripTrailing()).append('\n');
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
