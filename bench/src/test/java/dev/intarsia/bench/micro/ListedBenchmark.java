package dev.intarsia.bench.micro;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A class of benchmarks as JMH finds it, so that one that no test names is tested all the same.
 *
 * @param type the class
 */
record ListedBenchmark(Class<?> type) {

  /** All that {@code benchmarks.jar} lists. */
  static Stream<ListedBenchmark> all() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(BenchmarkListEntry::getUserClassQName)
        .distinct()
        .sorted()
        .map(ListedBenchmark::named);
  }

  private static ListedBenchmark named(String type) {
    try {
      return new ListedBenchmark(Class.forName(type));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** The methods that are measured. */
  List<Method> methods() {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .toList();
  }

  /** How many operations a call of any of them is. */
  int operations() {
    OperationsPerInvocation operations = type.getAnnotation(OperationsPerInvocation.class);
    return operations == null ? 1 : operations.value();
  }

  /** The first value of each parameter: the smallest run. */
  Map<String, String> smallest() {
    Map<String, String> values = new LinkedHashMap<>();
    parameters().forEach(field -> values.put(field.getName(), valuesOf(field)[0]));
    return values;
  }

  /** The smallest run, and all that differ from it in one parameter. */
  List<Map<String, String>> runs() {
    List<Map<String, String>> runs = new ArrayList<>(List.of(smallest()));
    for (Field field : parameters().toList()) {
      Arrays.stream(valuesOf(field))
          .skip(1)
          .map(
              value -> {
                Map<String, String> run = smallest();
                run.put(field.getName(), value);
                return run;
              })
          .forEach(runs::add);
    }
    return runs;
  }

  private Stream<Field> parameters() {
    return Arrays.stream(type.getFields()).filter(field -> field.isAnnotationPresent(Param.class));
  }

  private static String[] valuesOf(Field field) {
    return field.getAnnotation(Param.class).value();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
