package dev.intarsia.encoding;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.intarsia.memory.CorruptDataException;

/**
 * Decoders under Jazzer. In the usual run each is given what is kept in {@code src/test/resources};
 * {@code ./fuzz} looks for more.
 */
class DecoderFuzzing {
  private static void decode(DecoderTarget target, byte[] input) {
    try (Buffers buffers = Buffers.unpoisoned()) {
      target.decode(buffers, input);
    } catch (CorruptDataException refused) {
      // as it should be
    }
  }

  @FuzzTest(maxDuration = "1m")
  void hybridInts(byte[] input) {
    decode(DecoderTarget.HYBRID_INTS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void hybridBits(byte[] input) {
    decode(DecoderTarget.HYBRID_BITS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void hybridLevels(byte[] input) {
    decode(DecoderTarget.HYBRID_LEVELS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void bitPackedLevels(byte[] input) {
    decode(DecoderTarget.BIT_PACKED_LEVELS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void dictionaryIds(byte[] input) {
    decode(DecoderTarget.DICTIONARY_IDS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void plainFixedWidth(byte[] input) {
    decode(DecoderTarget.PLAIN_FIXED_WIDTH, input);
  }

  @FuzzTest(maxDuration = "1m")
  void plainBooleans(byte[] input) {
    decode(DecoderTarget.PLAIN_BOOLEANS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void plainBinary(byte[] input) {
    decode(DecoderTarget.PLAIN_BINARY, input);
  }

  @FuzzTest(maxDuration = "1m")
  void deltaInts(byte[] input) {
    decode(DecoderTarget.DELTA_INTS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void deltaLongs(byte[] input) {
    decode(DecoderTarget.DELTA_LONGS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void deltaLengths(byte[] input) {
    decode(DecoderTarget.DELTA_LENGTHS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void deltaByteArrays(byte[] input) {
    decode(DecoderTarget.DELTA_BYTE_ARRAYS, input);
  }

  @FuzzTest(maxDuration = "1m")
  void deltaFixedWidth(byte[] input) {
    decode(DecoderTarget.DELTA_FIXED_WIDTH, input);
  }

  @FuzzTest(maxDuration = "1m")
  void byteStreamSplit(byte[] input) {
    decode(DecoderTarget.BYTE_STREAM_SPLIT, input);
  }
}
