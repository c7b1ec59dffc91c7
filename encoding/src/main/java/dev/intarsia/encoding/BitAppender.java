package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;

/** Writes bits one after another, up to 64 at a time, from any bit of a bitmap on. */
final class BitAppender {
  private MemorySegment target = MemorySegment.NULL;
  private long at;
  private long word;

  /** Bits in {@link #word}, below 64. */
  private int used;

  private int set;

  /** Begins at a bit; those before it in its byte are kept. */
  void begin(MemorySegment bitmap, long bitOffset) {
    target = bitmap;
    at = bitOffset >>> 3;
    used = (int) bitOffset & 7;
    word = used == 0 ? 0 : bitmap.get(BYTE, at) & (1L << used) - 1;
    set = 0;
  }

  /** Appends the lowest bits of a word, 0 to 64 of them; those above are 0. */
  void append(long bits, int count) {
    set += Long.bitCount(bits);
    word |= bits << used;
    if (used + count >= Long.SIZE) {
      target.set(LONG_LE, at, word);
      at += Long.BYTES;
      word = used == 0 ? 0 : bits >>> (Long.SIZE - used);
      used -= Long.SIZE;
    }
    used += count;
  }

  /** Appends one bit many times. */
  void fill(int count, boolean value) {
    for (int left = count; left > 0; left -= Long.SIZE) {
      int bits = Math.min(left, Long.SIZE);
      append(value ? LevelMasks.all(bits) : 0, bits);
    }
  }

  /** Appends bits of another bitmap. */
  void copy(MemorySegment source, long bitOffset, int count) {
    for (int done = 0; done < count; done += Long.SIZE) {
      int bits = Math.min(count - done, Long.SIZE);
      append(Bits.word(source, bitOffset + done, bits), bits);
    }
  }

  /** Writes what is left, with zeros up to the end of a byte; returns how many bits are 1. */
  int end() {
    for (int bit = 0; bit < used; bit += 8) {
      target.set(BYTE, at++, (byte) (word >>> bit));
    }
    used = 0;
    return set;
  }
}
