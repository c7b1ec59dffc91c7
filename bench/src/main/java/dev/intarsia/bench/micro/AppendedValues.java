package dev.intarsia.bench.micro;

import java.util.Random;

/** What the benchmarks of appending append. Where rows are appended, a row takes the next few. */
final class AppendedValues {
  static final int COLUMNS = 16;
  static final int ROWS = 512;
  static final int VALUES = COLUMNS * ROWS;
  static final int FIXED = 16;

  final boolean[] booleans = new boolean[VALUES];
  final int[] ints = new int[VALUES];
  final long[] longs = new long[VALUES];
  final boolean[] present = new boolean[VALUES];
  final byte[] fixed = new byte[VALUES * FIXED];
  final Texts texts;

  /** The same ones every time. */
  AppendedValues() {
    Random random = new Random(1);
    for (int i = 0; i < VALUES; i++) {
      booleans[i] = random.nextBoolean();
      ints[i] = random.nextInt();
      longs[i] = random.nextLong();
      present[i] = random.nextInt(10) > 0;
    }
    random.nextBytes(fixed);
    texts = Texts.random(Texts.lengths("mixed", VALUES, random), random);
  }
}
