/** Readers that read the same file, and the files. */
@NullMarked
package dev.intarsia.bench.experiment.reading;

import org.jspecify.annotations.NullMarked;
