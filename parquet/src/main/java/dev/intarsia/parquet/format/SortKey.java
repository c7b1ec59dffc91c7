package dev.intarsia.parquet.format;

/**
 * A column that the rows of every row group are sorted by.
 *
 * @param column its index among the leaves of the schema
 * @param descending whether the greatest value comes first
 * @param nullsFirst whether nulls come before all values
 */
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
