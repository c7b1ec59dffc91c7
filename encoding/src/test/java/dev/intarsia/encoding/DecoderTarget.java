package dev.intarsia.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Each decoder, driven by bytes alone: some say what to ask of it, the others are the page.
 *
 * <pre>
 *   | width or level | values / 4 | values a call | flags | page ...
 * </pre>
 *
 * <p>Where a decoder reads or writes outside of its range, the exact segments around it throw.
 */
enum DecoderTarget {
  HYBRID_INTS {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment out = buffers.bytes(new byte[4 * request.part()]);
      RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), request.width() % 33, "page");
      request.inParts(
          (from, count) -> {
            if (request.skips(from)) {
              decoder.skip(count);
            } else {
              decoder.readInts(out, 0, count);
            }
          });
    }

    @Override
    byte[] page(Random random, int width, int count) throws IOException {
      int bits = width % 33;
      return Foreign.hybrid(runs(random, count, bits == 32 ? -1 : (1 << bits) - 1), bits);
    }
  },

  HYBRID_BITS {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment out = buffers.bytes(new byte[(request.part() + 3 + 7) / 8]);
      RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), 1, "page");
      request.inParts((_, count) -> decoder.readBits(out, 3, count));
    }

    @Override
    byte[] page(Random random, int width, int count) throws IOException {
      return Foreign.hybrid(runs(random, count, 1), 1);
    }
  },

  HYBRID_LEVELS {
    @Override
    void decode(Buffers buffers, Request request) {
      int maxLevel = request.width() & 127;
      MemorySegment out = buffers.bytes(new byte[request.part()]);
      RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), Bits.bitWidth(maxLevel), "page");
      request.inParts((_, count) -> decoder.readLevels(out, 0, count, maxLevel));
    }

    @Override
    byte[] page(Random random, int width, int count) throws IOException {
      int maxLevel = width & 127;
      int[] levels = IntStream.of(runs(random, count, 127)).map(i -> i % (maxLevel + 1)).toArray();
      return Foreign.hybrid(levels, Bits.bitWidth(maxLevel));
    }
  },

  BIT_PACKED_LEVELS {
    @Override
    void decode(Buffers buffers, Request request) {
      int maxLevel = request.width() & 127;
      int bits = Bits.bitWidth(maxLevel);
      MemorySegment in = request.page(buffers);
      MemorySegment out = buffers.bytes(new byte[request.part()]);
      MemorySegment bitmap = buffers.bytes(new byte[(request.part() + 7) / 8]);
      request.inParts(
          (from, count) -> {
            long end = request.length();
            BitPackedDecoder.bits(in, from, end, count, bitmap, 0, "page");
            long bit = (long) from * bits;
            BitPackedDecoder.levels(in, bit, end, bits, count, out, 0, maxLevel, "page");
          });
    }

    @Override
    byte[] page(Random random, int width, int count) {
      int maxLevel = width & 127;
      int[] levels = random.ints(count, 0, maxLevel + 1).toArray();
      // the same bytes are read as bits, which need one a value
      byte[] packed = Foreign.bitPacked(levels, maxLevel);
      return Arrays.copyOf(packed, Math.max(packed.length, (count + 7) / 8));
    }
  },

  DICTIONARY_IDS {
    @Override
    void decode(Buffers buffers, Request request) {
      int size = request.width();
      MemorySegment ids = buffers.bytes(new byte[4 * request.part()]);
      MemorySegment out = buffers.bytes(new byte[8 * request.part()]);
      MemorySegment offsets = buffers.bytes(new byte[4 * request.part() + 4]);
      MemorySegment values = buffers.bytes(new byte[8 * size + Gather.SLACK]);
      MemorySegment ends = buffers.ints(IntStream.rangeClosed(0, size).map(i -> 8 * i).toArray());
      GrowableSegment data = buffers.out();
      RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), Bits.bitWidth(size), "page");
      request.inParts(
          (_, count) -> {
            decoder.readInts(ids, 0, count);
            Gather.fixedWidth(values, 0, size, 8, ids, 0, count, out, 0, "page");
            Gather.binary(ends, 0, size, 8, values, ids, 0, count, offsets, 0, data, "page");
          });
    }

    @Override
    byte[] page(Random random, int width, int count) throws IOException {
      int[] ids =
          IntStream.of(runs(random, count, 255)).map(i -> width == 0 ? 0 : i % width).toArray();
      return Foreign.hybrid(width == 0 ? new int[0] : ids, Bits.bitWidth(width));
    }
  },

  PLAIN_FIXED_WIDTH {
    @Override
    void decode(Buffers buffers, Request request) {
      int width = request.width();
      MemorySegment in = request.page(buffers);
      MemorySegment out = buffers.bytes(new byte[width * request.part()]);
      request.inParts(
          (from, count) ->
              PlainDecoder.fixedWidth(
                  in, (long) from * width, request.length(), width, count, out, 0, "page"));
    }

    @Override
    byte[] page(Random random, int width, int count) {
      return bytes(random, width * count);
    }
  },

  PLAIN_BOOLEANS {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment in = request.page(buffers);
      MemorySegment out = buffers.bytes(new byte[(request.part() + 3 + 7) / 8]);
      request.inParts(
          (from, count) ->
              PlainDecoder.booleans(in, from, request.length(), count, out, 3, "page"));
    }

    @Override
    byte[] page(Random random, int width, int count) {
      return bytes(random, (count + 7) / 8);
    }
  },

  PLAIN_BINARY {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment in = request.page(buffers);
      MemorySegment offsets = buffers.bytes(new byte[4 * request.part() + 4]);
      GrowableSegment data = buffers.out();
      long[] at = {0};
      request.inParts(
          (_, count) ->
              at[0] =
                  PlainDecoder.binary(
                      in, at[0], request.length(), count, offsets, 0, data, "page"));
    }

    @Override
    byte[] page(Random random, int width, int count) {
      ByteBuffer plain = ByteBuffer.allocate(count * (4 + 256)).order(ByteOrder.LITTLE_ENDIAN);
      for (byte[] text : texts(random, width, count)) {
        plain.putInt(text.length).put(text);
      }
      return Arrays.copyOf(plain.array(), plain.position());
    }
  },

  DELTA_INTS {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment out = buffers.bytes(new byte[4 * request.part()]);
      DeltaBinaryPackedDecoder decoder = new DeltaBinaryPackedDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), "page");
      request.inParts(
          (from, count) -> {
            if (request.skips(from)) {
              decoder.skip(count);
            } else {
              decoder.readInts(out, 0, count);
            }
          });
    }

    @Override
    byte[] page(Random random, int width, int count) {
      int[] values = random.ints(count).map(i -> i >>> (width & 31)).toArray();
      return Foreign.deltaInts(values, 128, 4);
    }
  },

  DELTA_LONGS {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment out = buffers.bytes(new byte[8 * request.part()]);
      DeltaBinaryPackedDecoder decoder = new DeltaBinaryPackedDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), "page");
      request.inParts((_, count) -> decoder.readLongs(out, 0, count));
    }

    @Override
    byte[] page(Random random, int width, int count) {
      long[] values = random.longs(count).map(i -> i >>> (width & 63)).toArray();
      return Foreign.deltaLongs(values, 64 << (width & 3), 1 << (width & 1));
    }
  },

  DELTA_LENGTHS {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment offsets = buffers.bytes(new byte[4 * request.part() + 4]);
      GrowableSegment data = buffers.out();
      DeltaLengthByteArrayDecoder decoder = new DeltaLengthByteArrayDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), "page");
      request.inParts(
          (from, count) -> {
            if (request.skips(from)) {
              decoder.skip(count);
            } else {
              decoder.read(offsets, 0, data, count);
            }
          });
    }

    @Override
    byte[] page(Random random, int width, int count) {
      return Foreign.deltaLengths(texts(random, width, count));
    }
  },

  DELTA_BYTE_ARRAYS {
    @Override
    void decode(Buffers buffers, Request request) {
      MemorySegment offsets = buffers.bytes(new byte[4 * request.part() + 4]);
      GrowableSegment data = buffers.out();
      DeltaByteArrayDecoder decoder = new DeltaByteArrayDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), buffers.out(), "page");
      request.inParts(
          (from, count) -> {
            if (request.skips(from)) {
              decoder.skip(count);
            } else {
              decoder.read(offsets, 0, data, count);
            }
          });
    }

    @Override
    byte[] page(Random random, int width, int count) {
      return Foreign.deltaByteArrays(texts(random, width, count));
    }
  },

  DELTA_FIXED_WIDTH {
    @Override
    void decode(Buffers buffers, Request request) {
      int width = request.width();
      MemorySegment out = buffers.bytes(new byte[width * request.part()]);
      DeltaByteArrayDecoder decoder = new DeltaByteArrayDecoder();
      decoder.reset(request.page(buffers), 0, request.length(), buffers.out(), "page");
      request.inParts((_, count) -> decoder.readFixedWidth(width, out, 0, count));
    }

    @Override
    byte[] page(Random random, int width, int count) {
      return Foreign.deltaByteArrays(
          Stream.generate(() -> bytes(random, width)).limit(count).toList());
    }
  },

  BYTE_STREAM_SPLIT {
    @Override
    void decode(Buffers buffers, Request request) {
      int width = request.width();
      MemorySegment in = request.page(buffers);
      MemorySegment out = buffers.bytes(new byte[width * request.part()]);
      request.inParts(
          (from, count) ->
              ByteStreamSplitDecoder.fixedWidth(
                  in, 0, request.length(), width, from, count, out, 0, "page"));
    }

    @Override
    byte[] page(Random random, int width, int count) {
      return bytes(random, Math.max(1, width) * count);
    }
  };

  /** What is asked of a decoder. */
  static final class Request {
    private final byte[] input;

    Request(byte[] input) {
      this.input = input;
    }

    int width() {
      return input[0] & 0xFF;
    }

    int count() {
      return 4 * (input[1] & 0xFF);
    }

    int part() {
      return 1 + (input[2] & 0xFF);
    }

    boolean skips(int from) {
      return (input[3] >>> (from % 7) & 1) != 0;
    }

    int length() {
      return input.length - 4;
    }

    MemorySegment page(Buffers buffers) {
      return buffers.bytes(Arrays.copyOfRange(input, 4, input.length));
    }

    void inParts(Part reader) {
      for (int from = 0; from < count(); from += part()) {
        reader.read(from, Math.min(part(), count() - from));
      }
    }
  }

  interface Part {
    void read(int from, int count);
  }

  abstract void decode(Buffers buffers, Request request);

  abstract byte[] page(Random random, int width, int count) throws IOException;

  /** Reads a request's page in parts; inputs too short for a request are none. */
  final void decode(Buffers buffers, byte[] input) {
    if (input.length >= 4) {
      decode(buffers, new Request(input));
    }
  }

  /** Requests with pages that are sound. */
  final List<byte[]> inputs(Random random) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    for (int width : new int[] {1, 2, 3, 7, 8, 12, 17, 31, 64, 200}) {
      for (int quarter : new int[] {1, 9, 80}) {
        byte[] page = page(random, width, 4 * quarter);
        byte[] input = new byte[4 + page.length];
        input[0] = (byte) width;
        input[1] = (byte) quarter;
        input[2] = (byte) random.nextInt(100);
        input[3] = (byte) random.nextInt(4);
        System.arraycopy(page, 0, input, 4, page.length);
        inputs.add(input);
      }
    }
    return inputs;
  }

  private static int[] runs(Random random, int count, int mask) {
    int[] values = new int[count];
    int from = 0;
    while (from < count) {
      int to = Math.min(count, from + 1 + random.nextInt(random.nextBoolean() ? 40 : 2));
      Arrays.fill(values, from, to, random.nextInt() & mask);
      from = to;
    }
    return values;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<byte[]> texts(Random random, int longest, int count) {
    return Stream.generate(() -> "x".repeat(random.nextInt(longest + 1)) + random.nextInt(3))
        .limit(count)
        .map(text -> text.substring(0, Math.min(text.length(), 255)).getBytes(US_ASCII))
        .toList();
  }
}
