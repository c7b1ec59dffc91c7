package dev.intarsia.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a run of test classes came to. */
final class Outcome implements TestExecutionListener {
  private final List<String> passed = new ArrayList<>();
  private final Map<String, Throwable> failed = new TreeMap<>();

  static Outcome of(Class<?>... classes) {
    return of(Map.of(), classes);
  }

  static Outcome inParallel(Class<?>... classes) {
    return of(
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "8"),
        classes);
  }

  static Outcome of(Map<String, String> parameters, Class<?>... classes) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> type : classes) {
      request.selectors(selectClass(type));
    }
    LauncherDiscoveryRequest built = request.configurationParameters(parameters).build();
    Outcome outcome = new Outcome();
    LauncherFactory.create().execute(built, outcome);
    return outcome;
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    result.getThrowable().ifPresent(failure -> failed.put(test.getDisplayName(), failure));
    if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      passed.add(test.getDisplayName());
    }
  }

  SortedSet<String> passed() {
    return new TreeSet<>(passed);
  }

  /** What failed, by display name: tests and whole classes. */
  Map<String, Throwable> failed() {
    return failed;
  }

  /** What was thrown by the test of this display name. */
  Throwable thrown(String name) {
    return Objects.requireNonNull(failed.get(name), () -> name + " did not fail: " + failed);
  }

  /** The message of what failed under this display name. */
  String failure(String name) {
    return thrown(name).toString();
  }
}
