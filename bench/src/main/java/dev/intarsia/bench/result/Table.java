package dev.intarsia.bench.result;

import java.util.List;

/**
 * How measurements are tabulated: a row per measurement that has one of the metrics, medians with
 * their range.
 *
 * @param title above the table
 * @param parameters columns that come first, by parameter
 * @param metrics columns that follow, by metric
 */
public record Table(String title, List<String> parameters, List<String> metrics) {}
