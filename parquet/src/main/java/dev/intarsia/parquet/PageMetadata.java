package dev.intarsia.parquet;

/**
 * What the header of a page says.
 *
 * @param type of the page
 * @param offset of its header, from the start of the file
 * @param headerSize bytes of the header
 * @param compressedSize bytes of the page behind it, in the file
 * @param uncompressedSize bytes of the page after decompression
 * @param encoding of its values
 * @param valueCount values, nulls included; entries of a dictionary
 * @param nullCount nulls, -1 if the header does not say
 * @param rowCount rows, -1 if the header does not say
 * @param hasChecksum whether it carries one
 */
public record PageMetadata(
    PageType type,
    long offset,
    int headerSize,
    int compressedSize,
    int uncompressedSize,
    PageEncoding encoding,
    long valueCount,
    long nullCount,
    long rowCount,
    boolean hasChecksum) {}
