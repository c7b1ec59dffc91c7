package dev.intarsia.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Setup;

/**
 * What is marked {@link NoGarbage} takes less than a byte of Java heap for each operation, for
 * every value of its parameters.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Operations in a round, at least. */
  private static final int ROUND = 1 << 13;

  /** Until then the kernel must be compiled and quiet. */
  private static final int ROUNDS = 1000;

  /** Rounds in a row that must be quiet. */
  private static final int QUIET = 3;

  static Stream<Arguments> runs() {
    return ListedBenchmark.all()
        .flatMap(
            benchmark ->
                benchmark.methods().stream()
                    .filter(method -> method.isAnnotationPresent(NoGarbage.class))
                    .flatMap(
                        method ->
                            benchmark.runs().stream()
                                .map(run -> Arguments.of(benchmark, method.getName(), run))));
  }

  @ParameterizedTest(name = "{0}.{1} {2}")
  @MethodSource("runs")
  void kernelsMakeNoGarbage(ListedBenchmark benchmark, String name, Map<String, String> run)
      throws ReflectiveOperationException {
    Method method = benchmark.type().getMethod(name);
    try (KernelBenchmark state = prepared(benchmark, run)) {
      int calls = Math.ceilDiv(ROUND, benchmark.operations());
      double least = Double.MAX_VALUE;
      int quiet = 0;
      for (int round = 0; round < ROUNDS && quiet < QUIET; round++) {
        double bytes = (double) allocated(method, state, calls) / calls / benchmark.operations();
        least = Math.min(least, bytes);
        quiet = bytes < 1 ? quiet + 1 : 0;
      }
      assertThat(quiet).as("quiet rounds; the best took %s bytes", least).isEqualTo(QUIET);
    }
  }

  private static KernelBenchmark prepared(ListedBenchmark benchmark, Map<String, String> run)
      throws ReflectiveOperationException {
    Class<?> type = benchmark.type();
    KernelBenchmark state = (KernelBenchmark) type.getConstructor().newInstance();
    for (Map.Entry<String, String> parameter : run.entrySet()) {
      Field field = type.getField(parameter.getKey());
      field.set(state, parsed(field.getType(), parameter.getValue()));
    }
    for (Method method : type.getMethods()) {
      if (method.isAnnotationPresent(Setup.class)) {
        method.invoke(state);
      }
    }
    return state;
  }

  private static Object parsed(Class<?> type, String value) throws ReflectiveOperationException {
    if (type == int.class) {
      return Integer.valueOf(value);
    }
    return type == String.class
        ? value
        : type.getMethod("valueOf", String.class).invoke(null, value);
  }

  private static long allocated(Method method, KernelBenchmark state, int calls)
      throws ReflectiveOperationException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      method.invoke(state);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
