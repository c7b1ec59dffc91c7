/** Benchmarks: off-heap against on-heap, parquet-java and Arrow. */
@NullMarked
package dev.intarsia.bench;

import org.jspecify.annotations.NullMarked;
