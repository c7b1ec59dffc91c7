/**
 * Benchmarks: claims about memory put to the test on whole writers, and single parts by JMH.
 *
 * <p>An {@code experiment} lets {@code contender}s write a {@code workload}, {@code measure}s what
 * that costs, and leaves a {@code result}, which {@code report} draws and tells.
 */
@NullMarked
package dev.intarsia.bench;

import org.jspecify.annotations.NullMarked;
