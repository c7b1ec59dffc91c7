package dev.intarsia.cli.telemetry;

import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The layout of a row: what arrives from the network, little-endian and unaligned, rows back to
 * back.
 *
 * <pre>
 *   0                4                        12                      114
 *  +----------------+------------------------+-----------------------+------------------------+
 *  | u32 row bytes, | u64 null mask,         | numbers, each at its  | present texts, each a  |
 *  | all of the row | bit c: column c is null| own offset            | u32 length + its UTF-8 |
 *  +----------------+------------------------+-----------------------+------------------------+
 * </pre>
 *
 * Numbers and texts stand in column order. The slot of a null number is zero; a null text takes no
 * bytes at all. So one forward scan meets every value.
 */
public final class TelemetryLayout {
  /** A byte. */
  public static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  /** A little-endian unaligned int. */
  public static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** A little-endian unaligned long. */
  public static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** A little-endian unaligned double. */
  public static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Where a row holds its own length. */
  public static final int ROW_BYTES = 0;

  /** Where a row holds its null mask. */
  public static final int NULLS = 4;

  /** Where the numbers begin. */
  public static final int NUMBERS = 12;

  /** How many columns there are. */
  public static final int COLUMNS = TelemetryColumn.values().length;

  private static final int[] OFFSETS = new int[COLUMNS];

  /** Where the texts begin. */
  public static final int TEXTS = assignOffsets();

  private TelemetryLayout() {}

  private static int assignOffsets() {
    int offset = NUMBERS;
    for (TelemetryColumn column : TelemetryColumn.values()) {
      OFFSETS[column.index()] = offset;
      offset +=
          switch (column.kind()) {
            case LONG, DOUBLE -> 8;
            case INT -> 4;
            case BOOLEAN -> 1;
            case TEXT -> 0;
          };
    }
    return offset;
  }

  /**
   * Where in a row the value of a number column stands.
   *
   * @param column any column but a text
   * @return bytes from the begin of the row
   */
  public static int offset(TelemetryColumn column) {
    return OFFSETS[column.index()];
  }

  /**
   * The columns of one kind.
   *
   * @param kind the kind
   * @return a mask, bit c set: column c is of this kind
   */
  public static long mask(Kind kind) {
    long mask = 0;
    for (TelemetryColumn column : TelemetryColumn.values()) {
      if (column.kind() == kind) {
        mask |= 1L << column.index();
      }
    }
    return mask;
  }
}
