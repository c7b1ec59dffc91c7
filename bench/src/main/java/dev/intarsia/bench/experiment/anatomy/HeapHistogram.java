package dev.intarsia.bench.experiment.anatomy;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many objects of each class are on the heap, dead ones included. While nothing is collected,
 * the difference of two is exactly what was allocated in between.
 *
 * @param classes by name
 */
public record HeapHistogram(Map<String, Objects> classes) {
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  /** A line: number, instances, bytes, class, module. */
  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  /** What the JVM fills the ends of allocation buffers with. */
  private static final String FILLER = "jdk.internal.vm.Filler";

  /**
   * Objects of a class, or of several.
   *
   * @param count of them
   * @param bytes of them together
   */
  public record Objects(long count, long bytes) {
    static final Objects NONE = new Objects(0, 0);

    Objects plus(Objects other) {
      return new Objects(count + other.count, bytes + other.bytes);
    }

    Objects minus(Objects other) {
      return new Objects(count - other.count, bytes - other.bytes);
    }
  }

  /** Walks the whole heap, and puts some strings there. */
  public static HeapHistogram take() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(COMMANDS),
                  "gcClassHistogram",
                  new Object[] {new String[] {"-all"}},
                  new String[] {String[].class.getName()});
      return parse(text.toString());
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not count its objects", e);
    }
  }

  static HeapHistogram parse(String text) {
    Map<String, Objects> classes = new HashMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> !line.group(3).contains(FILLER))
        .forEach(
            line ->
                classes.merge(
                    line.group(3),
                    new Objects(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))),
                    Objects::plus));
    return new HeapHistogram(classes);
  }

  /** What came since another one. */
  public HeapHistogram minus(HeapHistogram other) {
    Map<String, Objects> rest = new TreeMap<>(classes);
    other.classes.forEach(
        (name, objects) -> rest.merge(name, Objects.NONE.minus(objects), Objects::plus));
    return new HeapHistogram(rest);
  }

  /** All classes together. */
  public Objects total() {
    return classes.values().stream().reduce(Objects.NONE, Objects::plus);
  }
}
