/** What a file, or any other piece of work, costs: time, heap, collections, resident memory. */
@NullMarked
package dev.intarsia.bench.measure;

import org.jspecify.annotations.NullMarked;
