package dev.intarsia.cli.telemetry;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Texts encoded once and kept off-heap, to be copied into rows by number. Eight bytes of slack
 * follow the last one, so that copying goes by whole words.
 */
final class TextTable {
  private final MemorySegment bytes;
  private final int[] ends;

  private TextTable(MemorySegment bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  static TextTable of(Arena arena, List<String> texts) {
    return ofBytes(
        arena, texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  static TextTable ofBytes(Arena arena, List<byte[]> texts) {
    int[] ends = new int[texts.size() + 1];
    for (int i = 0; i < texts.size(); i++) {
      ends[i + 1] = ends[i] + texts.get(i).length;
    }
    MemorySegment bytes = arena.allocate(ends[texts.size()] + Long.BYTES, Long.BYTES);
    for (int i = 0; i < texts.size(); i++) {
      byte[] text = texts.get(i);
      MemorySegment.copy(text, 0, bytes, TelemetryLayout.BYTE, ends[i], text.length);
    }
    return new TextTable(bytes, ends);
  }

  int size() {
    return ends.length - 1;
  }

  /**
   * Copies a text, and up to seven bytes behind it that the next write covers.
   *
   * @return where the text ends in the target
   */
  long copy(int text, MemorySegment target, long at) {
    int from = ends[text];
    int length = ends[text + 1] - from;
    for (int i = 0; i < length; i += Long.BYTES) {
      target.set(TelemetryLayout.LONG, at + i, bytes.get(TelemetryLayout.LONG, (long) from + i));
    }
    return at + length;
  }
}
