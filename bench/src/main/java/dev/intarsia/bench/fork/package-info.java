/**
 * A JVM for each trial: nobody else's profile in its compiled code, nobody else's pages in its
 * resident memory, and flags of its own.
 *
 * <p>{@link dev.intarsia.bench.fork.Fork} starts it, {@link dev.intarsia.bench.fork.TrialJvm} runs
 * in it; they talk through files in a folder.
 */
@NullMarked
package dev.intarsia.bench.fork;

import org.jspecify.annotations.NullMarked;
