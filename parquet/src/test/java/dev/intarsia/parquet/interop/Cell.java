package dev.intarsia.parquet.interop;

import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression.Codec;
import dev.intarsia.parquet.DataPageVersion;

/**
 * One thing that the writer can produce and every reader must read.
 *
 * @param type physical and logical type in words
 */
record Cell(
    String type,
    ColumnEncoding encoding,
    Codec codec,
    boolean nullable,
    Shape shape,
    DataPageVersion version) {}
