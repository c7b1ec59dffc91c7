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
 * <p>Schemas are flat as yet. Nested ones will make {@link dev.intarsia.columns.Field} one of two
 * kinds, add columns of structs, lists and maps beside {@link dev.intarsia.columns.Column}'s three,
 * and levels beside {@link dev.intarsia.columns.Validity}.
 */
@NullMarked
package dev.intarsia.columns;

import org.jspecify.annotations.NullMarked;
