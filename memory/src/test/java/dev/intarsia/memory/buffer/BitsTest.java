package dev.intarsia.memory.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link BitSet} is the oracle: it numbers its bits as Arrow does. */
class BitsTest {
  private final Random random = new Random(11);

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void arithmeticRoundsUp() {
    assertThat(Bits.align(0, 64)).isZero();
    assertThat(Bits.align(1, 64)).isEqualTo(64);
    assertThat(Bits.align(64, 64)).isEqualTo(64);
    assertThat(Bits.ceilDiv(9, 8)).isEqualTo(2);
    assertThat(Bits.bitWidth(0)).isZero();
    assertThat(Bits.bitWidth(1)).isEqualTo(1);
    assertThat(Bits.bitWidth(255)).isEqualTo(8);
    assertThat(Bits.bitWidth(-1)).isEqualTo(32);
    assertThat(Bits.bitWidth(-1L)).isEqualTo(64);
  }

  @Test
  void singleBitsAreSetClearedAndRead() {
    byte[] bytes = randomBytes(40);
    BitSet model = BitSet.valueOf(bytes);
    MemorySegment bitmap = MemorySegment.ofArray(bytes);
    for (int i = 0; i < 1000; i++) {
      int bit = random.nextInt(320);
      if (random.nextBoolean()) {
        Bits.set(bitmap, bit);
        model.set(bit);
      } else {
        Bits.clear(bitmap, bit);
        model.clear(bit);
      }
    }
    for (int bit = 0; bit < 320; bit++) {
      assertThat(Bits.get(bitmap, bit)).isEqualTo(model.get(bit));
    }
  }

  @Test
  void wordsAreReadAtEveryPositionWithoutTouchingOtherBytes() {
    byte[] bytes = randomBytes(24);
    BitSet model = BitSet.valueOf(bytes);
    for (int from = 0; from < 100; from++) {
      for (int count = 0; count <= 64; count++) {
        int lastByte = (from + count + 7) / 8;
        MemorySegment exact = MemorySegment.ofArray(bytes).asSlice(0, lastByte);
        long[] words = model.get(from, from + count).toLongArray();
        long expected = words.length == 0 ? 0 : words[0];
        assertThat(Bits.word(exact, from, count)).isEqualTo(expected);
      }
    }
  }

  @Test
  void rangesAreCopiedFilledAndCountedAtEveryOffset() {
    for (int round = 0; round < 20_000; round++) {
      int from = random.nextInt(20);
      int to = random.nextInt(20);
      int count = random.nextInt(random.nextBoolean() ? 20 : 300);
      byte[] source = Arrays.copyOf(randomBytes(40), (from + count + 7) / 8);
      byte[] target = randomBytes((to + count + 7) / 8);
      BitSet expected = BitSet.valueOf(target);
      BitSet copied = BitSet.valueOf(source);
      for (int i = 0; i < count; i++) {
        expected.set(to + i, copied.get(from + i));
      }
      MemorySegment segment = MemorySegment.ofArray(target);
      Bits.copy(MemorySegment.ofArray(source), from, segment, to, count);
      assertThat(BitSet.valueOf(target)).isEqualTo(expected);
      assertThat(Bits.count(segment, to, count))
          .isEqualTo(expected.get(to, to + count).cardinality());

      boolean value = random.nextBoolean();
      expected.set(to, to + count, value);
      Bits.fill(segment, to, count, value);
      assertThat(BitSet.valueOf(target)).isEqualTo(expected);
    }
  }
}
