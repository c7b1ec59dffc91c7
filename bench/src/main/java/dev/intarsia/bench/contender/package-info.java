/**
 * Who writes: every way of getting telemetry rows into a Parquet file that is compared, one class
 * each, and the proof that their files hold the same values.
 *
 * <p>{@link dev.intarsia.bench.contender.ContenderKind} lists them, with what cannot be matched
 * between them.
 */
@NullMarked
package dev.intarsia.bench.contender;

import org.jspecify.annotations.NullMarked;
