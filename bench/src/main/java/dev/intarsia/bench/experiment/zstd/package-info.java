/** Page bodies, and ways of compressing them that differ in how long a context lives. */
@NullMarked
package dev.intarsia.bench.experiment.zstd;

import org.jspecify.annotations.NullMarked;
