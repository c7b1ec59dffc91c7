package dev.intarsia.cli.telemetry;

/** Steele, Lea and Flood's SplitMix64: a stream of numbers that depends on its seed only. */
final class SplitMix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  void seed(long seed, long stream) {
    state = mix(seed + mix(stream * GOLDEN + 1));
  }

  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 to bound - 1, each as likely. */
  int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(next(), bound);
  }

  /** From 0 to bound - 1, small numbers far likelier than large ones. */
  int skewed(int bound) {
    long draw = next();
    long product = (draw >>> 32) * (draw & 0xFFFFFFFFL);
    return (int) Math.unsignedMultiplyHigh(product, bound);
  }

  /** True in so many of a thousand draws. */
  boolean permille(int chance) {
    return below(1000) < chance;
  }

  /** A positive number of at most so many bits; every magnitude is as likely. */
  long magnitude(int bits) {
    long draw = next();
    return (draw >>> (64 - bits)) >>> (int) (((draw & 0xFFFF) * bits) >>> 16);
  }
}
