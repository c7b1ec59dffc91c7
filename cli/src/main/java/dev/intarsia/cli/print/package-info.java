/**
 * Rows as text. A {@link dev.intarsia.cli.print.RowPrinter} takes them from batches, as a table, as
 * NDJSON or as CSV.
 */
@NullMarked
package dev.intarsia.cli.print;

import org.jspecify.annotations.NullMarked;
