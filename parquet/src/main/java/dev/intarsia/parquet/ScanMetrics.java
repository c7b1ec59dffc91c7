package dev.intarsia.parquet;

/**
 * What a scan did so far.
 *
 * @param rowGroups that the scan was asked for
 * @param rows given away in batches
 * @param batches given away
 * @param decodedBytes of the pages that were decoded, dictionaries too, before compression
 */
public record ScanMetrics(int rowGroups, long rows, long batches, long decodedBytes) {}
