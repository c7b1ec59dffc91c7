/** Benchmarks: writing whole files beside parquet-java, and single parts by JMH. */
@NullMarked
package dev.intarsia.bench;

import org.jspecify.annotations.NullMarked;
