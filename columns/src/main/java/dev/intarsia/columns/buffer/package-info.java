/**
 * The engine room of the columns: the segments behind a {@link dev.intarsia.columns.Column}.
 * Whoever fills columns, row by row, batch by batch or by decoding, writes into segments and points
 * {@link dev.intarsia.columns.buffer.ColumnBuffers} at them.
 */
@NullMarked
package dev.intarsia.columns.buffer;

import org.jspecify.annotations.NullMarked;
