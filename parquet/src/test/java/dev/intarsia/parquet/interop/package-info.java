/**
 * The interop gate: every file shape the writer can produce is judged by three foreign readers.
 *
 * <p>{@link dev.intarsia.parquet.interop.Samples} makes the values, and a {@link
 * dev.intarsia.parquet.interop.Judge} brings a file back to them.
 */
@NullMarked
package dev.intarsia.parquet.interop;

import org.jspecify.annotations.NullMarked;
