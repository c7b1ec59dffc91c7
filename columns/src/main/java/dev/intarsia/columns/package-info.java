/** Columns and batches in Arrow's memory layout. */
@NullMarked
package dev.intarsia.columns;

import org.jspecify.annotations.NullMarked;
