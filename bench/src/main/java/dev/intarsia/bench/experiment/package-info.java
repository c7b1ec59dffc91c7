/**
 * One class per claim about memory: which JVMs it is measured in, what is measured there, how it is
 * drawn, and what the figures say of the claim.
 *
 * <p>Start at {@link dev.intarsia.bench.experiment.Experiment}.
 */
@NullMarked
package dev.intarsia.bench.experiment;

import org.jspecify.annotations.NullMarked;
