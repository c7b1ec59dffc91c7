/**
 * From columns to the bytes of a row group.
 *
 * <p>{@link dev.intarsia.parquet.write.RowGroupWriter} hands ranges of rows to a chunk writer for
 * each column. There values wait, as ids of a dictionary or in PLAIN form, until they fill a page;
 * pages wait, encoded and compressed, until the row group ends and they go to the sink. Every
 * heuristic is in {@code EncodingChoice}.
 */
@NullMarked
package dev.intarsia.parquet.write;

import org.jspecify.annotations.NullMarked;
