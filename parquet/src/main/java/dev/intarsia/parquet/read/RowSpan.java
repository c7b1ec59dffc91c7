package dev.intarsia.parquet.read;

/**
 * Rows of one row group that are read in one go.
 *
 * @param rowGroup its index in the file
 * @param from the first row, counted from the start of the row group
 * @param count how many, at least 1
 */
record RowSpan(int rowGroup, long from, int count) {}
