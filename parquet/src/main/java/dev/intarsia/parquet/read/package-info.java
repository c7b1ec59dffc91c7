/**
 * From the bytes of a file to columns.
 *
 * <p>A {@code RowPlan} says which rows are read: listed ones, or those that {@code FilteredRows}
 * leaves of what {@code RowGroupPruning} could not rule out. {@link
 * dev.intarsia.parquet.read.BatchReader} cuts them into batches and has each field read by a {@code
 * FieldReader}, on {@code DecodeThreads} if there are several. Below it a {@code ColumnChunkReader}
 * goes through the pages of a chunk: {@code ChunkBytes} fetches, {@code PageReader} checks and
 * decompresses, {@code LevelDecoder} and {@code PageValues} decode, and {@code LeafSlots} takes the
 * slots, until an arena of the caller's takes those of a batch.
 */
@NullMarked
package dev.intarsia.parquet.read;

import org.jspecify.annotations.NullMarked;
