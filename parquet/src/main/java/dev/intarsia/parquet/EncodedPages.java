package dev.intarsia.parquet;

/**
 * How many pages of a chunk are encoded in a way.
 *
 * @param type of the pages
 * @param encoding of their values
 * @param count pages
 */
public record EncodedPages(PageType type, PageEncoding encoding, int count) {}
