/**
 * Rows in, file out: whole writers against each other on the same rows.
 *
 * <p>{@link dev.intarsia.bench.endtoend.WriteComparison} is the command. It takes its rows from
 * {@code dev.intarsia.cli.telemetry}, lets each {@link dev.intarsia.bench.contender.Contender}
 * write them, has {@link dev.intarsia.bench.contender.SameData} prove that the files hold the same
 * values, and only then measures.
 */
@NullMarked
package dev.intarsia.bench.endtoend;

import org.jspecify.annotations.NullMarked;
