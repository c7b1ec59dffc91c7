/** The rest of a process: objects that live while files are written, and a heap that is small. */
@NullMarked
package dev.intarsia.bench.experiment.pressure;

import org.jspecify.annotations.NullMarked;
