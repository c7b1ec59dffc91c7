/** What figures say, in words. */
@NullMarked
package dev.intarsia.bench.experiment.verdict;

import org.jspecify.annotations.NullMarked;
