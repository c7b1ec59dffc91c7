/** A JUnit extension that fails the test that leaks. */
module dev.intarsia.testing {
  requires transitive dev.intarsia.memory;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.intarsia.testing;

  provides org.junit.jupiter.api.extension.Extension with
      dev.intarsia.testing.LeakCheck;
}
