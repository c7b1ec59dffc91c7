package dev.intarsia.parquet;

import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.read.FileIndexes;
import dev.intarsia.parquet.read.OpenFile;
import dev.intarsia.parquet.read.PageHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Parquet file.
 *
 * <pre>{@code
 * try (ParquetReader reader = ParquetReader.open(path, pool);
 *     BatchScan scan = reader.scan().project("timestamp", "service").open()) {
 *   ColumnBatch next;
 *   while ((next = scan.next()) != null) {
 *     try (ColumnBatch batch = next) {
 *       …
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Opening it reads the footer and nothing else; what that says is there as records, which
 * outlive the reader.
 */
public final class ParquetReader implements AutoCloseable {
  private final OpenFile file;
  private final FileIndexes indexes;

  private ParquetReader(OpenFile file) {
    this.file = file;
    indexes = new FileIndexes(file);
  }

  /**
   * Opens a local file, which is mapped into memory.
   *
   * @param path an existing file
   * @param pool where memory comes from; stays the caller's
   * @return a reader, to be closed by the caller
   * @throws CorruptFileException if its footer is not what Parquet says it must be
   * @throws UnsupportedFeatureException if the file uses what this reader does not have
   * @throws IOException if it cannot be read
   */
  public static ParquetReader open(Path path, MemoryPool pool) throws IOException {
    return open(path, pool, ReaderOptions.defaults());
  }

  /**
   * Opens a local file, which is mapped into memory.
   *
   * @param path an existing file
   * @param pool where memory comes from; stays the caller's
   * @param options how to read
   * @return a reader, to be closed by the caller
   * @throws CorruptFileException if its footer is not what Parquet says it must be
   * @throws UnsupportedFeatureException if the file uses what this reader does not have
   * @throws IOException if it cannot be read
   */
  public static ParquetReader open(Path path, MemoryPool pool, ReaderOptions options)
      throws IOException {
    return open(FileSource.of(path), pool, options);
  }

  /**
   * Opens a file from anywhere.
   *
   * @param source the file; closed with the reader, and where this method throws
   * @param pool where memory comes from; stays the caller's
   * @param options how to read
   * @return a reader, to be closed by the caller
   * @throws CorruptFileException if its footer is not what Parquet says it must be
   * @throws UnsupportedFeatureException if the file uses what this reader does not have
   * @throws IOException if it cannot be read
   */
  public static ParquetReader open(FileSource source, MemoryPool pool, ReaderOptions options)
      throws IOException {
    return new ParquetReader(OpenFile.open(source, pool, options));
  }

  /**
   * The fields of a row.
   *
   * @return the file's schema, by the format's rules for lists and maps
   */
  public Schema schema() {
    return metadata().schema();
  }

  /**
   * What the footer says.
   *
   * @return immutable, and of use after the reader is closed
   */
  public FileMetadata metadata() {
    return file.metadata();
  }

  /**
   * Where the data pages of a column chunk are.
   *
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return all of them in order, or null if the file does not say
   * @throws IllegalStateException if the reader is closed
   * @throws CorruptFileException if the offset index is not what Parquet says it must be
   * @throws IOException if it cannot be read
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public @Nullable List<PageLocation> pageLocations(int rowGroup, int column) throws IOException {
    return indexes.locations(rowGroup, column);
  }

  /**
   * The statistics of the data pages of a column chunk.
   *
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return those of each page in order, or null if the file does not say
   * @throws IllegalStateException if the reader is closed
   * @throws CorruptFileException if the column index is not what Parquet says it must be
   * @throws IOException if it cannot be read
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public @Nullable ColumnIndex columnIndex(int rowGroup, int column) throws IOException {
    return indexes.columnIndex(rowGroup, column);
  }

  /**
   * The bloom filter of a column chunk.
   *
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return to be closed by the caller before the reader; null if there is none, or one of a kind
   *     that is not known here
   * @throws IllegalStateException if the reader is closed
   * @throws CorruptFileException if it is not what Parquet says it must be
   * @throws IOException if it cannot be read
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public @Nullable BloomFilter bloomFilter(int rowGroup, int column) throws IOException {
    return indexes.bloomFilter(rowGroup, column);
  }

  /**
   * The headers of a column chunk's pages, which are read one by one; the pages are passed over.
   *
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return all pages in the file's order, that of the dictionary included
   * @throws IllegalStateException if the reader is closed
   * @throws CorruptFileException if a header is not what Parquet says it must be
   * @throws IOException if one cannot be read
   */
  public List<PageMetadata> pages(int rowGroup, int column) throws IOException {
    return PageHeaders.of(file, rowGroup, column);
  }

  /**
   * Says what to read of it, and begins to.
   *
   * @return a builder that asks for everything
   */
  public ScanBuilder scan() {
    return new ScanBuilder(file);
  }

  /**
   * Lets go of the file, whose scans have to be closed before. Batches that were read stay valid. A
   * second call does nothing.
   *
   * @throws IllegalStateException if scans are open
   * @throws IOException if the source cannot be closed
   */
  @Override
  public void close() throws IOException {
    indexes.close();
    file.close();
  }

  @Override
  public String toString() {
    return "ParquetReader[" + file.name() + "]";
  }
}
