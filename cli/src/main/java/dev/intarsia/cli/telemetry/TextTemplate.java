package dev.intarsia.cli.telemetry;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts with holes that are filled anew in each row. The pieces between them are encoded once. */
final class TextTemplate {
  /** What fills a hole; in a template its name stands in braces. */
  private enum Hole {
    /** Below a thousand. */
    N,
    /** Six or seven digits. */
    ID,
    /** A duration. */
    MS,
    /** Eight hexadecimal digits. */
    HEX,
    /** An IPv4 address. */
    IP,
    /** A version number. */
    MAJOR
  }

  /** A hole to fill, or a piece to copy where the hole is null. */
  private record Step(@Nullable Hole hole, int piece) {}

  private static final Pattern HOLES = Pattern.compile("\\{(n|id|ms|hex|ip|major)}");

  private final TextTable pieces;
  private final Step[][] programs;

  private TextTemplate(TextTable pieces, Step[][] programs) {
    this.pieces = pieces;
    this.programs = programs;
  }

  static TextTemplate of(Arena arena, List<String> templates) {
    List<String> pieces = new ArrayList<>();
    Step[][] programs =
        templates.stream().map(template -> compile(template, pieces)).toArray(Step[][]::new);
    return new TextTemplate(TextTable.of(arena, pieces), programs);
  }

  private static Step[] compile(String template, List<String> pieces) {
    List<Step> program = new ArrayList<>();
    int from = 0;
    Matcher hole = HOLES.matcher(template);
    while (hole.find()) {
      addPiece(template.substring(from, hole.start()), pieces, program);
      program.add(new Step(Hole.valueOf(hole.group(1).toUpperCase(Locale.ROOT)), -1));
      from = hole.end();
    }
    addPiece(template.substring(from), pieces, program);
    return program.toArray(Step[]::new);
  }

  private static void addPiece(String piece, List<String> pieces, List<Step> program) {
    if (!piece.isEmpty()) {
      program.add(new Step(null, pieces.size()));
      pieces.add(piece);
    }
  }

  int size() {
    return programs.length;
  }

  void append(int template, SplitMix random, RowOutput out) {
    for (Step step : programs[template]) {
      if (step.hole == null) {
        out.append(pieces, step.piece);
      } else {
        fill(step.hole, random, out);
      }
    }
  }

  private static void fill(Hole hole, SplitMix random, RowOutput out) {
    switch (hole) {
      case N -> out.appendDecimal(random.skewed(1000));
      case ID -> out.appendDecimal(100_000 + random.skewed(9_900_000));
      case MS -> out.appendDecimal(random.magnitude(12));
      case HEX -> out.appendHex(random.next(), 8);
      case IP -> appendAddress(random.next(), out);
      case MAJOR -> out.appendDecimal(100 + random.skewed(40));
    }
  }

  /** Appends the IPv4 address that the lowest bits of a number make. */
  static void appendAddress(long bits, RowOutput out) {
    out.appendDecimal(1 + (bits & 0x7F));
    out.append('.');
    out.appendDecimal((bits >>> 8) & 0xFF);
    out.append('.');
    out.appendDecimal((bits >>> 16) & 0xFF);
    out.append('.');
    out.appendDecimal((bits >>> 24) & 0xFF);
  }
}
