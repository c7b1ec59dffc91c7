/**
 * The ways to get every value out of a Parquet file that are measured against each other.
 *
 * <p>{@link dev.intarsia.bench.reader.ReaderKind} lists them, {@link
 * dev.intarsia.bench.reader.Fold} is what all of them must come to.
 */
@NullMarked
package dev.intarsia.bench.reader;

import org.jspecify.annotations.NullMarked;
