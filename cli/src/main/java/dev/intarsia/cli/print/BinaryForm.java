package dev.intarsia.cli.print;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** How bytes that mean nothing known are shown, by their names on the command line. */
public enum BinaryForm {
  /** Two digits a byte. */
  hex,
  /** Base64 with padding. */
  base64,
  /** As if they were UTF-8, which those of older writers often are. */
  text;

  void append(MemorySegment value, StringBuilder out) {
    byte[] bytes = value.toArray(ValueLayout.JAVA_BYTE);
    switch (this) {
      case hex -> HexFormat.of().formatHex(out, bytes);
      case base64 -> out.append(Base64.getEncoder().encodeToString(bytes));
      case text -> out.append(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
