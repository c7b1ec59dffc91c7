/**
 * Text in, Parquet out. {@link dev.intarsia.cli.ingest.Ingest} runs it: every {@code Input} is
 * sampled once to infer a schema, then read from its start into the rows of a writer. {@code
 * JsonLines}, {@code CsvRecords} and {@code TextLines} split an input into records; what is done
 * with a record is a {@code JsonShape} or {@code CsvShape} while sampling and a {@code JsonRows},
 * {@code CsvRows} or {@code LineRows} while ingesting. A {@code ColumnFeed} turns one text or JSON
 * value into one value of a column.
 */
@NullMarked
package dev.intarsia.cli.ingest;

import org.jspecify.annotations.NullMarked;
