package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DetectLeaks
class GatherTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 8, 12, 16, 100})
  void valuesOfAnyWidthAreLookedUp(int width) {
    byte[] dictionary = new byte[width * 300];
    new Random(width).nextBytes(dictionary);
    int[] ids = new Random(width).ints(1001, 0, 300).toArray();
    try (Buffers buffers = new Buffers()) {
      MemorySegment out = buffers.bytes(new byte[width * ids.length + 3]);
      Gather.fixedWidth(
          buffers.bytes(dictionary), 0, 300, width, buffers.ints(ids), 0, ids.length, out, 3, "x");
      for (int i = 0; i < ids.length; i++) {
        assertThat(Binary.slice(out, 3 + (long) i * width, width))
            .isEqualTo(
                Binary.slice(MemorySegment.ofArray(dictionary), (long) ids[i] * width, width));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9, 17, 20, 33, 90, 1000})
  void byteStringsOfAnyLengthAreLookedUp(int lengths) {
    Random random = new Random(lengths);
    List<byte[]> values =
        Stream.generate(() -> new byte[random.nextInt(lengths)])
            .peek(random::nextBytes)
            .limit(50)
            .toList();
    int[] ids = random.ints(700, 0, 50).toArray();
    try (Buffers buffers = new Buffers()) {
      int longest = values.stream().mapToInt(value -> value.length).max().orElseThrow();
      Binary dictionary = Binary.of(buffers, withSlack(values));
      MemorySegment offsets = buffers.bytes(new byte[4 * (ids.length + 1)]);
      GrowableSegment data = buffers.out();
      data.putByte((byte) 1);
      MemorySegment all = buffers.ints(ids);
      binary(dictionary, longest, all, 0, 300, offsets, data);
      binary(dictionary, longest, all, 300, 400, offsets, data);
      assertThat(offsets.get(INT_LE, 0)).isEqualTo(1);
      for (int i = 0; i < ids.length; i++) {
        int start = offsets.get(INT_LE, 4L * i);
        int length = offsets.get(INT_LE, 4L * i + 4) - start;
        assertThat(Binary.slice(data.segment(), start, length)).isEqualTo(values.get(ids[i]));
      }
    }
  }

  /** An entry that no id names is what may be read behind the others. */
  private static List<byte[]> withSlack(List<byte[]> values) {
    return Stream.concat(values.stream(), Stream.of(new byte[Gather.SLACK])).toList();
  }

  private static void binary(
      Binary dictionary,
      int longest,
      MemorySegment ids,
      int from,
      int count,
      MemorySegment offsets,
      GrowableSegment data) {
    Gather.binary(
        dictionary.offsets(),
        0,
        50,
        longest,
        dictionary.data(),
        ids,
        4L * from,
        count,
        offsets,
        4L * from,
        data,
        "test");
  }

  @Test
  void moreThanOffsetsReachIsRefusedBeforeMemoryIsTaken() {
    try (Buffers buffers = new Buffers();
        MemoryPool small = MemoryPool.create("small", MemoryLimit.mebibytes(1));
        GrowableSegment data = GrowableSegment.allocate(small, "test", 0)) {
      int longest = 500_000_000;
      MemorySegment offsets = buffers.ints(0, longest);
      MemorySegment ids = buffers.ints(new int[5]);
      MemorySegment out = buffers.ints(new int[6]);
      assertThatThrownBy(
              () -> Gather.binary(offsets, 0, 1, longest, offsets, ids, 0, 5, out, 0, data, "test"))
          .isInstanceOf(OffsetOverflowException.class);
    }
  }

  @Test
  void idsOutsideTheDictionaryAreRefused() {
    for (int bad : new int[] {10, 11, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      int[] ids = IntStream.range(0, 100).map(i -> i == 57 ? bad : i % 10).toArray();
      try (Buffers buffers = new Buffers()) {
        MemorySegment out = buffers.bytes(new byte[400]);
        assertThatThrownBy(
                () ->
                    Gather.fixedWidth(
                        buffers.bytes(new byte[40]),
                        0,
                        10,
                        4,
                        buffers.ints(ids),
                        0,
                        100,
                        out,
                        0,
                        "x"))
            .isInstanceOf(CorruptDataException.class)
            .hasMessageContaining("x, byte 57: id " + Integer.toUnsignedString(bad))
            .hasMessageContaining("dictionary of 10");
      }
    }
  }

  @Test
  void anEmptyDictionaryHasNoIds() {
    try (Buffers buffers = new Buffers()) {
      MemorySegment ids = buffers.ints(0);
      Gather.checkIds(ids, 0, 0, 0, "x");
      assertThatThrownBy(() -> Gather.checkIds(ids, 0, 1, 0, "x"))
          .isInstanceOf(CorruptDataException.class);
    }
  }
}
