package dev.intarsia.bench.micro;

import java.util.Random;

/** Texts back to back, as BYTE_ARRAY columns hold them. */
final class Texts {
  private static final int MIXED = 64;

  private final byte[] bytes;
  private final int[] offsets;

  private Texts(byte[] bytes, int[] offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  static Texts none() {
    return new Texts(new byte[0], new int[1]);
  }

  /** Lengths for a {@code @Param}: a number of bytes, or "mixed" for 1 to 64 at random. */
  static int[] lengths(String length, int count, Random random) {
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = length.equals("mixed") ? 1 + random.nextInt(MIXED) : Integer.parseInt(length);
    }
    return lengths;
  }

  /** Texts of random letters. */
  static Texts random(int[] lengths, Random random) {
    int[] offsets = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      offsets[i + 1] = offsets[i] + lengths[i];
    }
    byte[] bytes = new byte[offsets[lengths.length]];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return new Texts(bytes, offsets);
  }

  /** The same texts in another order, any of them any number of times. */
  Texts pick(int[] indices) {
    int[] lengths = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      lengths[i] = length(indices[i]);
    }
    int[] picked = new int[indices.length + 1];
    for (int i = 0; i < indices.length; i++) {
      picked[i + 1] = picked[i] + lengths[i];
    }
    byte[] copy = new byte[picked[indices.length]];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(bytes, offsets[indices[i]], copy, picked[i], lengths[i]);
    }
    return new Texts(copy, picked);
  }

  /** The bytes of all of them. */
  byte[] bytes() {
    return bytes;
  }

  /** Where each starts, and where the last one ends. */
  int[] offsets() {
    return offsets;
  }

  int count() {
    return offsets.length - 1;
  }

  int length(int index) {
    return offsets[index + 1] - offsets[index];
  }
}
