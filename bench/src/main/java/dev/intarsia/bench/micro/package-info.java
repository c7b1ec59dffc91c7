/** One kernel each: JMH benchmarks that {@code bench/run-jmh} starts. */
@NullMarked
package dev.intarsia.bench.micro;

import org.jspecify.annotations.NullMarked;
