/**
 * The engine room of appending: how values get into columns.
 *
 * <p>{@link dev.intarsia.columns.append.RowBuffer} holds a {@link
 * dev.intarsia.columns.append.ColumnAppender} for each column and a {@code RowCursor} that they
 * share. A {@link dev.intarsia.columns.RowAppender} picks the column, the column checks the value
 * against its type and writes it into its slot, and {@code end()} moves the cursor on. When the
 * buffer is full a {@link dev.intarsia.columns.append.RowSink} takes its columns.
 *
 * <p>The columns of nested fields form trees. The fields of a struct have slots in its rows, and a
 * cursor of their own that stands at the struct begun last. The elements of lists have rows of
 * their own: {@code GrowingSlots} give them memory as they come, as they do for a {@link
 * dev.intarsia.columns.append.GrowingColumn}. A {@link dev.intarsia.columns.append.ValuePlace}
 * knows for each node what must have begun before it takes a value.
 */
@NullMarked
package dev.intarsia.columns.append;

import org.jspecify.annotations.NullMarked;
