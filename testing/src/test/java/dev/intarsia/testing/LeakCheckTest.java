package dev.intarsia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs leaking test classes and looks at what becomes of them. */
class LeakCheckTest {

  @Test
  void theTestThatLeaksFailsAndNamesOwnerSizePoolAgeAndSite() {
    Outcome outcome = Outcome.of(Fixtures.Simple.class);
    assertThat(outcome.failure("leaks(MemoryPool)"))
        .contains("Simple.leaks(MemoryPool) leaks")
        .contains("16384 bytes of \"forgotten column\"")
        .contains("from pool \"parameter 0\"")
        .contains("ms ago")
        .contains("at dev.intarsia.testing.Fixtures.leak(Fixtures.java:")
        .contains("at dev.intarsia.testing.Fixtures$Simple.leaks(Fixtures.java:")
        .doesNotContain("BatchArena");
  }

  @Test
  void eachKindOfLeakFailsItsTestAndNoOther() {
    Outcome outcome = Outcome.of(Fixtures.Simple.class);
    assertThat(outcome.passed())
        .containsExactly(
            "[1] 1", "isClean(MemoryPool)", "releasesWhatAnotherThreadTook(MemoryPool)");
    assertThat(outcome.failure("leaksAPoolOfItsOwn()"))
        .contains("the pool itself")
        .contains("\"own\"");
    assertThat(outcome.failure("leaksFromTwoPools(MemoryPool, MemoryPool)"))
        .contains("\"from one\"")
        .contains("\"from two\"");
    assertThat(outcome.failure("leaksFromASharedPool()")).contains("\"from the shared pool\"");
    assertThat(outcome.failure("leaksInAThreadItStarts()")).contains("\"from a thread\"");
    assertThat(outcome.failure("leaksSomethingElse()")).contains("\"zstd context\"");
    assertThat(outcome.failure("[2] 2")).contains("\"of two\"");
    assertThat(outcome.failed()).hasSize(8);
  }

  @Test
  void aFailureOfTheTestItselfComesFirst() {
    Throwable failure = Outcome.of(Fixtures.Simple.class).thrown("failsByItself(MemoryPool)");
    assertThat(failure).hasMessage("its own failure");
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0]).hasMessageContaining("\"on the way out\"");
  }

  @Test
  void whatLifecycleMethodsTakeBelongsToTheirTestOrClass() {
    Outcome outcome = Outcome.of(Fixtures.Lifecycle.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.passed()).hasSize(3);
  }

  @Test
  void aClassThatLeaksFailsAsAClass() {
    Outcome outcome = Outcome.of(Fixtures.LeakingClass.class);
    assertThat(outcome.passed()).containsExactly("isClean()");
    assertThat(outcome.failed()).hasSize(1);
    assertThat(outcome.failed().values().toString()).contains("\"taken before all\"");
  }

  @Test
  void aPoolInAFieldBelongsToTheTest() {
    assertThat(Outcome.of(Fixtures.LeakingField.class).failure("leaksItsField()"))
        .contains("the pool itself");
  }

  @Test
  void aTestWithoutAnInstanceFailsOnlyByItsReason() {
    assertThat(Outcome.of(Fixtures.NoInstance.class).failure("neverBegins()"))
        .contains("no instance");
  }

  @Test
  void testsOfOneInstanceAreToldApart() {
    Outcome outcome = Outcome.of(Fixtures.PerClass.class);
    assertThat(outcome.passed()).containsExactly("isClean()");
    assertThat(outcome.failure("leaks()")).contains("\"of one test\"");
    assertThat(outcome.failed()).hasSize(1);
  }

  @Test
  void nestedTestsAreToldApart() {
    Outcome outcome = Outcome.of(Fixtures.Outer.class);
    assertThat(outcome.passed()).containsExactly("innerIsClean()", "outerIsClean(MemoryPool)");
    assertThat(outcome.failure("innerLeaks(MemoryPool)")).contains("\"nested\"");
    assertThat(outcome.failed()).hasSize(1);
  }

  @Test
  void parallelTestsAreToldApart() {
    for (int i = 0; i < 5; i++) {
      Outcome outcome = Outcome.inParallel(Fixtures.Parallel.class);
      assertThat(outcome.passed()).containsExactly("cleanOwn(MemoryPool)", "cleanShared()");
      assertThat(outcome.failure("leaksShared()")).contains("\"in parallel, shared\"");
      assertThat(outcome.failure("leaksOwn(MemoryPool)")).contains("\"in parallel, own\"");
      assertThat(outcome.failed()).hasSize(2);
    }
  }

  @Test
  void isFoundByAutoDetection() {
    assertThat(Outcome.of(Fixtures.Undeclared.class).failed()).isEmpty();
    Outcome outcome =
        Outcome.of(
            Map.of("junit.jupiter.extensions.autodetection.enabled", "true"),
            Fixtures.Undeclared.class);
    assertThat(outcome.failure("leaks()")).contains("\"found by auto-detection\"");
  }
}
