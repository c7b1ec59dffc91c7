/**
 * {@code intarsia bench}: runs experiments trial by trial, says how far it is, and leaves results.
 *
 * <p>{@link dev.intarsia.bench.command.Bench} is the main class, {@link
 * dev.intarsia.bench.command.BenchRun} the run.
 */
@NullMarked
package dev.intarsia.bench.command;

import org.jspecify.annotations.NullMarked;
