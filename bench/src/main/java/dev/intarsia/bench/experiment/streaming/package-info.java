/** Ways of writing a file that differ in how much of it is in memory at once. */
@NullMarked
package dev.intarsia.bench.experiment.streaming;

import org.jspecify.annotations.NullMarked;
