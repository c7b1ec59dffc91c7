package dev.intarsia.parquet;

/**
 * Where a data page is.
 *
 * @param offset of its header, from the start of the file
 * @param compressedSize its bytes in the file, header included
 * @param firstRow the row its first value belongs to, counted from the start of the row group
 */
public record PageLocation(long offset, int compressedSize, long firstRow) {}
