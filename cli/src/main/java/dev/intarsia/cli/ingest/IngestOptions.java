package dev.intarsia.cli.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How text becomes rows.
 *
 * @param format how inputs are split, or null to tell from names and first bytes
 * @param schema text of the schema, or null to infer it
 * @param schemaName what messages call the schema's text
 * @param sample records of each input to infer from; {@link Long#MAX_VALUE} for all
 * @param depth levels of JSON objects and arrays that become structs and lists; deeper ones stay
 *     JSON text
 * @param times whether ISO 8601 text becomes dates and timestamps, or null for what is usual in the
 *     format
 * @param delimiter stands between CSV fields, or null to tell from the first line
 * @param header whether CSV begins with names, or null to tell from the first record
 * @param columns names of the CSV columns; empty to take them from the header, the schema or their
 *     number
 * @param nullValues texts that stand for null in CSV
 * @param ignoreUnknown whether fields that the schema does not have are left out
 * @param skipBad whether bad records are skipped and counted
 */
public record IngestOptions(
    @Nullable InputFormat format,
    @Nullable String schema,
    String schemaName,
    long sample,
    int depth,
    @Nullable Boolean times,
    @Nullable Character delimiter,
    @Nullable Boolean header,
    List<String> columns,
    List<String> nullValues,
    boolean ignoreUnknown,
    boolean skipBad) {}
