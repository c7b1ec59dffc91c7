/**
 * Parquet files, written from off-heap columns.
 *
 * <p>A {@link dev.intarsia.parquet.ParquetWriter} takes rows or batches and writes them to a {@link
 * dev.intarsia.parquet.FileSink}, for a path or for a channel. {@link
 * dev.intarsia.parquet.WriterOptions} say how: pages, row groups and, column by column as {@link
 * dev.intarsia.parquet.ColumnOptions}, {@link dev.intarsia.parquet.ColumnEncoding}, {@link
 * dev.intarsia.parquet.Compression} and {@link dev.intarsia.parquet.StatisticsLevel}. What was
 * written is told by a {@link dev.intarsia.parquet.FileSummary}.
 *
 * <p>Inside: {@code write} makes pages, column chunks and row groups, {@code format} the metadata
 * as the specification has it, and {@code read} checks a file's footer, indexes and page checksums.
 */
@NullMarked
package dev.intarsia.parquet;

import org.jspecify.annotations.NullMarked;
