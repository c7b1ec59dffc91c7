package dev.intarsia.bench.measure;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What is worth knowing of the JVM that measures. */
public final class ThisJvm {
  /** Flags that let code run at all and say nothing about how. */
  private static final List<String> PLUMBING = List.of("--enable-", "--add-", "--sun-misc-", "-D");

  private ThisJvm() {}

  /** Version, cores where it is but one, and flags: collector, heap and the like. */
  public static String text() {
    StringBuilder text = new StringBuilder("JDK ").append(Runtime.version());
    if (Runtime.getRuntime().availableProcessors() == 1) {
      text.append(", one core");
    }
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (PLUMBING.stream().noneMatch(flag::startsWith)) {
        text.append(' ').append(flag);
      }
    }
    return text.toString();
  }
}
