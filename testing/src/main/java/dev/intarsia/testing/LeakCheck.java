package dev.intarsia.testing;

import dev.intarsia.memory.MemoryPool;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The extension behind {@link DetectLeaks}. Every allocation of a test is watched with its place,
 * whatever the detection level. A test owns what is taken from pools it made, by any thread, and
 * what its thread and the threads it starts take from other pools; so tests may run in parallel, be
 * nested, use several pools and share static ones. A pool that has given out memory and is not
 * closed is a leak too, unless it is made in a static initializer.
 *
 * <p>A parameter of type {@link MemoryPool}, of a test, a constructor or a lifecycle method,
 * becomes an unlimited pool of its own with poisoned memory that is closed after the test (after
 * the class, for {@code @BeforeAll}).
 *
 * <p>Also found as a service, for {@code junit.jupiter.extensions.autodetection.enabled=true}.
 */
public final class LeakCheck
    implements TestInstancePreConstructCallback,
        BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {

  /** For JUnit. */
  public LeakCheck() {}

  /** Instances are made for a test, so their fields are the test's, not the class's. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factoryContext, ExtensionContext context) {
    open(context);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    open(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    open(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    end(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MemoryPool.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String name =
        parameter.getParameter().isNamePresent()
            ? parameter.getParameter().getName()
            : "parameter " + parameter.getIndex();
    return open(context).pool(name);
  }

  /** The scope of this test or class, opened with the first thing that happens in it. */
  private static WatchedScope open(ExtensionContext context) {
    WatchedScope scope = find(context);
    if (scope == null) {
      scope = new WatchedScope(name(context), enclosing(context));
      store(context).put(context.getUniqueId(), scope);
    }
    return scope;
  }

  /** The class's, above contexts that have none, such as that of a parameterized test. */
  private static @Nullable WatchedScope enclosing(ExtensionContext context) {
    return Stream.iterate(
            context.getParent(), Optional::isPresent, up -> up.flatMap(ExtensionContext::getParent))
        .map(up -> find(up.orElseThrow()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static void end(ExtensionContext context) {
    WatchedScope scope = store(context).remove(context.getUniqueId(), WatchedScope.class);
    if (scope != null) {
      scope.end();
    }
  }

  private static @Nullable WatchedScope find(ExtensionContext context) {
    return store(context).get(context.getUniqueId(), WatchedScope.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(LeakCheck.class));
  }

  private static String name(ExtensionContext context) {
    String type = context.getTestClass().map(Class::getSimpleName).orElse("");
    return context.getTestMethod().isPresent() ? type + "." + context.getDisplayName() : type;
  }
}
