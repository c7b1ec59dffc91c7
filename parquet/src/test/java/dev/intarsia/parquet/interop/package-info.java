/**
 * The interop gate: every file shape the writer can produce is judged by three foreign readers.
 *
 * <p>{@link dev.intarsia.parquet.interop.CoverageDomain} derives the cells from what the writer
 * accepts, {@link dev.intarsia.parquet.interop.Values} makes the expected values, a {@link
 * dev.intarsia.parquet.interop.Judge} brings a file back to them, and {@link
 * dev.intarsia.parquet.interop.Exemption} lists what a judge cannot read.
 */
@NullMarked
package dev.intarsia.parquet.interop;

import org.jspecify.annotations.NullMarked;
