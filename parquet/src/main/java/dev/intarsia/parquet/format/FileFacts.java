package dev.intarsia.parquet.format;

import java.util.List;
import java.util.Map;

/**
 * What the footer says of the file as a whole, besides its schema and its row groups.
 *
 * @param createdBy who wrote it, as {@code application version x.y.z (build hash)}
 * @param keyValues what the caller has to say, in this order
 * @param sorting what the rows of each row group are sorted by, the first key first; empty if
 *     nobody said so
 */
public record FileFacts(String createdBy, Map<String, String> keyValues, List<SortKey> sorting) {}
