/**
 * What a run says to the person or script that started it: the three streams, the progress bar,
 * sizes and durations in words, and the failures that are the caller's to mend.
 */
@NullMarked
package dev.intarsia.cli.console;

import org.jspecify.annotations.NullMarked;
