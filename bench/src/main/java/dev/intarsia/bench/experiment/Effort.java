package dev.intarsia.bench.experiment;

/** How long an experiment may take. */
public enum Effort {
  /** Once and small: shows that everything runs; its times say nothing. */
  SHORTEST,
  /** All experiments together in some five minutes on two cores. */
  QUICK,
  /** What is published. */
  FULL
}
