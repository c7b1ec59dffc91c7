package dev.intarsia.parquet;

/**
 * What a scan did so far.
 *
 * @param rowGroups that the scan was asked for
 * @param rows given away in batches
 * @param batches given away
 * @param decodedPages data pages that were decoded for the batches
 * @param decodedBytes of these pages and of dictionaries, before compression
 * @param filter what the filter did; zeros if there is none
 */
public record ScanMetrics(
    int rowGroups,
    long rows,
    long batches,
    long decodedPages,
    long decodedBytes,
    FilterMetrics filter) {}
