/** Contenders that write the same rows in turns in one JVM. */
@NullMarked
package dev.intarsia.bench.experiment.lineup;

import org.jspecify.annotations.NullMarked;
