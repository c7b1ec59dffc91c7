/**
 * The engine room of appending: how values get into columns.
 *
 * <p>{@link dev.intarsia.columns.append.RowBuffer} holds a {@link
 * dev.intarsia.columns.append.ColumnAppender} for each column and a {@code RowCursor} that they
 * share. A {@link dev.intarsia.columns.RowAppender} picks the column, the column checks the value
 * against its type and writes it into its slot, and {@code end()} moves the cursor on. When the
 * buffer is full a {@link dev.intarsia.columns.append.RowSink} takes its columns.
 */
@NullMarked
package dev.intarsia.columns.append;

import org.jspecify.annotations.NullMarked;
