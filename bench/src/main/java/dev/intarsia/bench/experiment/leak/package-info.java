/** What leak detection watches, done over and over. */
@NullMarked
package dev.intarsia.bench.experiment.leak;

import org.jspecify.annotations.NullMarked;
