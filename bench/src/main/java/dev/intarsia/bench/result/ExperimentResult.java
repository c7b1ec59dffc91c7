package dev.intarsia.bench.result;

import java.util.List;

/**
 * What an experiment found out.
 *
 * @param name of the experiment
 * @param title headline
 * @param claim what was claimed
 * @param method how it was put to the test
 * @param verdict what came out, in one sentence
 * @param failures of trials, a line each; what those would have measured is missing
 * @param measurements of the trials that came through
 * @param plots how they are drawn
 * @param tables how they are tabulated
 */
public record ExperimentResult(
    String name,
    String title,
    String claim,
    String method,
    String verdict,
    List<String> failures,
    List<Measurement> measurements,
    List<Plot> plots,
    List<Table> tables) {}
