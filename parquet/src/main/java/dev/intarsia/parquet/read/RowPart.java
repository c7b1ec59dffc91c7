package dev.intarsia.parquet.read;

/**
 * What a scan reads of one row group.
 *
 * @param rowGroup its index in the file
 * @param rows counted from its first
 */
public record RowPart(int rowGroup, RowRanges rows) {}
