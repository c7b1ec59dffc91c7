package dev.intarsia.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where values go along an axis, which is even for the chart library whatever it is for us.
 *
 * @param position of a value
 * @param from the position at which the axis begins
 * @param to the position at which it ends
 * @param ticks what is written along it, ascending
 */
record Axis(DoubleUnaryOperator position, double from, double to, List<Tick> ticks) {

  /**
   * A value written along an axis.
   *
   * @param position on the axis
   * @param text of it
   */
  record Tick(double position, String text) {}

  private static final int MOST_TICKS = 7;

  double at(double value) {
    return position.applyAsDouble(value);
  }

  /** The even y axis, which begins at zero unless values are below. */
  static Axis linear(double[] values) {
    double max = Math.max(0, DoubleStream.of(values).max().orElse(1));
    double min = Math.min(0, DoubleStream.of(values).min().orElse(0));
    double span = max > min ? max - min : 1;
    double step = niceStep(span / (MOST_TICKS - 2));
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.floor(min / step); i * step <= min + span * 1.06; i++) {
      ticks.add(new Tick(i * step, Figures.tick(i * step, step)));
    }
    double from = min < 0 ? ticks.getFirst().position : 0;
    return new Axis(v -> v, from, min + span * 1.1, ticks);
  }

  /**
   * The logarithmic y axis. Its position 0 is the smallest value written, from which bars rise;
   * what is not above zero goes there too, and then it says 0.
   */
  static Axis logarithmic(double[] values) {
    double[] positive = DoubleStream.of(values).filter(v -> v > 0).toArray();
    double min = DoubleStream.of(positive).min().orElse(1);
    double max = DoubleStream.of(positive).max().orElse(10);
    boolean zero = positive.length < values.length;
    int first = (int) Math.floor(Math.log10(min) - 1e-9) - (zero ? 1 : 0);
    int last = Math.max((int) Math.ceil(Math.log10(max) + 0.02), first + 1);
    double top = Math.max(Math.log10(max) + (last - first) * 0.07, first + 1);
    List<Tick> ticks = new ArrayList<>();
    for (double value : logarithmicTicks(first, last)) {
      double position = Math.log10(value) - first;
      if (position <= top - first + 1e-9 && !(zero && position > 0 && position < 1)) {
        ticks.add(new Tick(position, zero && position == 0 ? "0" : Figures.tick(value, value)));
      }
    }
    return new Axis(v -> v > 0 ? Math.log10(v) - first : 0, 0, top - first, ticks);
  }

  private static double[] logarithmicTicks(int first, int last) {
    int decades = last - first;
    if (decades <= 2) {
      return IntStream.rangeClosed(first, last)
          .mapToDouble(e -> Math.pow(10, e))
          .flatMap(v -> DoubleStream.of(v, 2 * v, 5 * v))
          .toArray();
    }
    int step = (decades + MOST_TICKS - 1) / MOST_TICKS;
    return IntStream.iterate(first, e -> e <= last, e -> e + step)
        .mapToDouble(e -> Math.pow(10, e))
        .toArray();
  }

  /** An x axis on which the measured values themselves are written, as far as there is room. */
  static Axis measured(double[] values, boolean logarithmic, double roomPerDigit) {
    DoubleUnaryOperator position = logarithmic ? Math::log10 : v -> v;
    double[] sorted = DoubleStream.of(values).distinct().sorted().toArray();
    double from = position.applyAsDouble(sorted[0]);
    double to = position.applyAsDouble(sorted[sorted.length - 1]);
    double margin = to > from ? (to - from) * 0.04 : Math.max(0.5, Math.abs(from) * 0.1);
    double perDigit = (to - from + 2 * margin) * roomPerDigit;
    List<Tick> ticks = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (double value : sorted) {
      Tick tick = new Tick(position.applyAsDouble(value), Figures.text(value));
      double half = perDigit * (tick.text.length() + 2) / 2;
      if (tick.position - half >= free) {
        ticks.add(tick);
        free = tick.position + half;
      }
    }
    return new Axis(position, from - margin, to + margin, ticks);
  }

  /** An x axis of names, at 0, 1, 2 and so on. */
  static Axis names(List<String> names) {
    List<Tick> ticks = new ArrayList<>();
    for (String name : names) {
      ticks.add(new Tick(ticks.size(), name));
    }
    return new Axis(v -> v, -0.5, names.size() - 0.5, ticks);
  }

  /** The x axis of percentiles: the number of nines, and the maximum where a fifth would be. */
  static Axis percentiles() {
    List<Tick> ticks = new ArrayList<>();
    List<String> texts = List.of("50 %", "90 %", "99 %", "99.9 %", "99.99 %", "max");
    for (int i = 0; i < texts.size(); i++) {
      ticks.add(new Tick(nines(i), texts.get(i)));
    }
    return new Axis(v -> nines((int) v), 0.15, 5.15, ticks);
  }

  private static double nines(int index) {
    return index == 0 ? -Math.log10(0.5) : index;
  }

  private static double niceStep(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }
}
