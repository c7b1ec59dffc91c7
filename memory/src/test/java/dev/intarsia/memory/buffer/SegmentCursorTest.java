package dev.intarsia.memory.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.memory.CorruptDataException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class SegmentCursorTest {

  private static SegmentCursor over(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return SegmentCursor.of(MemorySegment.ofArray(array), "footer");
  }

  @Test
  void readsFrontToBackLittleEndian() {
    SegmentCursor cursor = over(0xFE, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 9, 10, 11, 12);
    assertThat(cursor.unsignedByte()).isEqualTo(0xFE);
    assertThat(cursor.int32()).isEqualTo(0x01020304);
    assertThat(cursor.int64()).isEqualTo(0x0102030405060708L);
    assertThat(cursor.remaining()).isEqualTo(4);
    cursor.skip(1);
    byte[] one = new byte[1];
    cursor.copyTo(one);
    assertThat(one).containsExactly(10);
    assertThat(cursor.bytes(2).toArray(ValueLayout.JAVA_BYTE)).containsExactly(11, 12);
    assertThat(cursor.position()).isEqualTo(17);
  }

  @Test
  void everyReadBeyondTheEndNamesThePlace() {
    assertCorrupt(over(1, 2, 3), SegmentCursor::int32, 0, "4 bytes wanted where 3 are left");
    assertCorrupt(over(1, 2, 3), SegmentCursor::int64, 0, "8 bytes wanted");
    assertCorrupt(over(), SegmentCursor::unsignedByte, 0, "1 bytes wanted where 0 are left");
    assertCorrupt(over(1), cursor -> cursor.skip(2), 0, "2 bytes wanted");
    assertCorrupt(over(1), cursor -> cursor.skip(-1), 0, "-1 bytes wanted");
    assertCorrupt(over(1), cursor -> cursor.bytes(Long.MAX_VALUE), 0, "wanted where 1 are left");
    assertCorrupt(over(1), cursor -> cursor.copyTo(new byte[2]), 0, "2 bytes wanted");
    assertCorrupt(over(0x80), SegmentCursor::varint, 1, "1 bytes wanted where 0 are left");
  }

  @Test
  void lengthsMustFit() {
    assertThat(over(2, 0, 0, 0, 7, 7).length32()).isEqualTo(2);
    assertCorrupt(over(3, 0, 0, 0, 7, 7), SegmentCursor::length32, 0, "a length of 3 where 2");
    assertCorrupt(over(0, 0, 0, 0x80), SegmentCursor::length32, 0, "a length of -2147483648");
  }

  @Test
  void readsVariableLengthNumbers() {
    assertThat(over(0x7F).varint()).isEqualTo(127);
    assertThat(over(0xAC, 0x02).varint()).isEqualTo(300);
    assertThat(over(255, 255, 255, 255, 255, 255, 255, 255, 255, 1).varint()).isEqualTo(-1L);
    assertThat(over(3).zigzag()).isEqualTo(-2);
    assertThat(over(4).zigzag()).isEqualTo(2);
    assertThat(over(255, 255, 255, 255, 255, 255, 255, 255, 255, 1).zigzag())
        .isEqualTo(Long.MIN_VALUE);
    SegmentCursor tooLong = over(255, 255, 255, 255, 255, 255, 255, 255, 255, 2);
    assertCorrupt(tooLong, SegmentCursor::varint, 0, "longer than 64 bits");
  }

  @Test
  void aPartCarriesBothLabelsAndItsOwnBounds() {
    SegmentCursor part = over(1, 2, 3).part(2, "key");
    part.skip(2);
    assertThatExceptionOfType(CorruptDataException.class)
        .isThrownBy(part::unsignedByte)
        .withMessage("footer, key, byte 2: 1 bytes wanted where 0 are left");
  }

  private static void assertCorrupt(
      SegmentCursor cursor,
      java.util.function.Consumer<SegmentCursor> read,
      long offset,
      String message) {
    assertThatExceptionOfType(CorruptDataException.class)
        .isThrownBy(() -> read.accept(cursor))
        .withMessageContaining(message)
        .satisfies(
            e -> {
              assertThat(e.label()).isEqualTo("footer");
              assertThat(e.offset()).isEqualTo(offset);
            });
  }
}
