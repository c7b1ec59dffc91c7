package dev.intarsia.encoding;

import dev.intarsia.memory.CorruptDataException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pages with random changes: each is decoded to something, or refused with the one exception. Where
 * a decoder reads or writes outside of its ranges, segments of the exact size say so. (Their pool
 * says what is not released; the detector would take most of the time.)
 */
class HostileBytesTest {
  private static final int MUTATIONS = 3000;

  /** Mutations that share their memory. */
  private static final int BATCH = 400;

  @ParameterizedTest
  @EnumSource(DecoderTarget.class)
  void whateverThePageHoldsOnlyCorruptDataIsThrown(DecoderTarget target) throws IOException {
    Random random = new Random(target.name().hashCode());
    List<byte[]> inputs = target.inputs(random);
    try (Buffers buffers = new Buffers()) {
      for (byte[] input : inputs) {
        // sound as it is: nothing is thrown
        target.decode(buffers, input);
      }
    }
    for (int i = 0; i < MUTATIONS; i += BATCH) {
      try (Buffers buffers = new Buffers()) {
        for (int k = 0; k < BATCH; k++) {
          byte[] input = mutate(inputs.get(random.nextInt(inputs.size())), random);
          decode(target, buffers, input);
        }
      }
    }
  }

  private static void decode(DecoderTarget target, Buffers buffers, byte[] input) {
    try {
      target.decode(buffers, input);
    } catch (CorruptDataException refused) {
      // as it should be
    } catch (RuntimeException e) {
      throw new AssertionError(target + " with " + HexFormat.of().formatHex(input), e);
    }
  }

  private static byte[] mutate(byte[] sound, Random random) {
    byte[] input = sound.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(5)) {
        case 0 -> input[at] = (byte) random.nextInt();
        case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> input[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        case 3 -> Arrays.fill(input, at, Math.min(input.length, at + 10), (byte) 0xFF);
        default -> input = Arrays.copyOf(input, Math.max(4, at));
      }
    }
    return input;
  }
}
