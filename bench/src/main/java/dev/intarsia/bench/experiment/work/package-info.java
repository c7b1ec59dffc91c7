/** Work that is repeated until a clock can see it, and what it cost. */
@NullMarked
package dev.intarsia.bench.experiment.work;

import org.jspecify.annotations.NullMarked;
