/** Rows that come one by one, without end: at a fixed rate, or as fast as they are taken. */
@NullMarked
package dev.intarsia.bench.experiment.stream;

import org.jspecify.annotations.NullMarked;
