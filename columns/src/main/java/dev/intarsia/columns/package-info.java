/**
 * Values as the caller sees them, in Arrow's memory layout.
 *
 * <p>A {@link dev.intarsia.columns.Schema} lists {@link dev.intarsia.columns.Field}s, each with a
 * {@link dev.intarsia.columns.PhysicalType}, how values are stored, and perhaps a {@link
 * dev.intarsia.columns.LogicalType}, what they mean. A {@link dev.intarsia.columns.Column} shows
 * the values of one field, a {@link dev.intarsia.columns.ColumnBatch} columns of equal length.
 *
 * <p>Values come in by row, through the {@link dev.intarsia.columns.RowAppender} of a writer, or by
 * batch: filled column by column through a {@link dev.intarsia.columns.BatchBuilder}, or wrapped
 * around the caller's own segments. They go out as columns, to a writer or to the caller.
 *
 * <p>A field may be nested: a {@link dev.intarsia.columns.StructField}, a {@link
 * dev.intarsia.columns.ListField} or a {@link dev.intarsia.columns.MapField}, to any depth, where
 * the leaves are {@link dev.intarsia.columns.PrimitiveField}s. Their columns are made of columns in
 * the same way, and so are the appenders of their values: {@link
 * dev.intarsia.columns.StructAppender}, {@link dev.intarsia.columns.ListAppender} and {@link
 * dev.intarsia.columns.MapAppender}.
 */
@NullMarked
package dev.intarsia.columns;

import org.jspecify.annotations.NullMarked;
