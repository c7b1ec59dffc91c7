/**
 * Computing on columns where they lie: which rows pass a test, and what the values of rows add up
 * to.
 *
 * <p>A {@link dev.intarsia.columns.compute.Selection} is a set of rows, a bit each. A {@link
 * dev.intarsia.columns.compute.ValueTest} is prepared once for a field and then finds, column by
 * column, the rows that pass. {@link dev.intarsia.columns.compute.Aggregates} counts, adds and
 * finds the extremes, of all rows or of selected ones. {@link dev.intarsia.columns.compute.Bitmaps}
 * has the same for bitmaps of the caller.
 *
 * <pre>{@code
 * ValueTest slow = ValueTest.between(schema.field(duration), 0.5, Double.POSITIVE_INFINITY);
 * try (Selection rows = Selection.allocate(pool)) {
 *   slow.select(batch.column(duration), rows);
 *   long bytes = Aggregates.sum(batch.column(size), rows);
 * }
 * }</pre>
 *
 * <p>All of it works on data and bitmaps by words of 64 rows, decides what it deals with once a
 * column, and allocates nothing for a row. Nulls pass no test and add nothing. Columns are read by
 * the thread that owns them.
 */
@NullMarked
package dev.intarsia.columns.compute;

import org.jspecify.annotations.NullMarked;
