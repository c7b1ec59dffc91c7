package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteCopyTest {

  @Test
  void copiesEveryLengthAndNothingBeside() {
    byte[] source = new byte[200];
    new Random(1).nextBytes(source);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(200);
      for (int length = 0; length <= 180; length++) {
        byte[] expected = new byte[200];
        Arrays.fill(expected, (byte) 9);
        System.arraycopy(source, 7, expected, 13, length);

        target.fill((byte) 9);
        ByteCopy.copy(source, 7, target, 13, length);
        assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);

        target.fill((byte) 9);
        MemorySegment exact = arena.allocate(length);
        MemorySegment.copy(source, 7, exact, ValueLayout.JAVA_BYTE, 0, length);
        ByteCopy.copy(exact, 0, target, Raw.address(target), 13, length);
        assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
      }
    }
  }

  @Test
  void copiesFromTheMiddleOfALargerSegment() {
    byte[] source = new byte[200];
    new Random(2).nextBytes(source);
    byte[] nines = new byte[400];
    Arrays.fill(nines, (byte) 9);
    MemorySegment untouched = MemorySegment.ofArray(nines);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment whole = arena.allocate(200);
      MemorySegment.copy(source, 0, whole, ValueLayout.JAVA_BYTE, 0, 200);
      MemorySegment target = arena.allocate(300);
      for (int offset = 0; offset < 200; offset++) {
        for (int length = 0; length <= 200 - offset; length++) {
          target.fill((byte) 9);
          ByteCopy.copy(whole, offset, target, Raw.address(target), 13, length);
          long end = 13L + length;
          assertThat(target.asSlice(13, length).mismatch(whole.asSlice(offset, length)))
              .isEqualTo(-1);
          assertThat(target.asSlice(0, 13).mismatch(untouched)).isEqualTo(13);
          long behind = end + ByteCopy.SLACK;
          assertThat(target.asSlice(behind).mismatch(untouched)).isEqualTo(300 - behind);
        }
      }
    }
  }
}
