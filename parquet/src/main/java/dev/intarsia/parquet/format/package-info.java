/**
 * Our records and the Thrift structs of the Parquet format, off-heap.
 *
 * <p>{@link dev.intarsia.parquet.format.PageHeaders} writes the header of each page. What a column
 * chunk has to say is gathered in a {@link dev.intarsia.parquet.format.ColumnChunkInfo} and a
 * {@link dev.intarsia.parquet.format.PageIndexBuilder}, both reused; {@link
 * dev.intarsia.parquet.format.FooterBuilder} keeps it as serialised bytes off-heap, row group after
 * row group, and in the end streams page indexes and footer into the sink.
 */
@NullMarked
package dev.intarsia.parquet.format;

import org.jspecify.annotations.NullMarked;
