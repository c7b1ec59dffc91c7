package dev.intarsia.parquet;

/**
 * What a finished file holds.
 *
 * @param rows rows
 * @param rowGroups row groups
 * @param bytes length of the file in bytes, footer included
 */
public record FileSummary(long rows, int rowGroups, long bytes) {}
