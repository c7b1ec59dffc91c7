package dev.intarsia.bench.experiment;

import java.time.Duration;

/** How long an experiment may take. */
public enum Effort {
  /** Once and small: shows that everything runs; its times say nothing. */
  SHORTEST(Duration.ofSeconds(2), Duration.ofMinutes(3)),
  /** Those that a quick run takes along together in under five minutes on two cores. */
  QUICK(Duration.ofSeconds(5), Duration.ofMinutes(5)),
  /** What is published. */
  FULL(Duration.ofSeconds(15), Duration.ofMinutes(20));

  private final Duration usualTrial;
  private final Duration longestTrial;

  Effort(Duration usualTrial, Duration longestTrial) {
    this.usualTrial = usualTrial;
    this.longestTrial = longestTrial;
  }

  /** What the JVM of a trial takes as a rule, on a machine of this year. */
  public Duration usualTrial() {
    return usualTrial;
  }

  /** After which the JVM of a trial has lost its way. */
  public Duration longestTrial() {
    return longestTrial;
  }
}
