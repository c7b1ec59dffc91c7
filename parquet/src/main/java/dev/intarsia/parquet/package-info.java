/** Parquet files, written from and read into off-heap columns. */
@NullMarked
package dev.intarsia.parquet;

import org.jspecify.annotations.NullMarked;
