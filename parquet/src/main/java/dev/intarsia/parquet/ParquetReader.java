package dev.intarsia.parquet;

import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.read.OpenFile;
import java.io.IOException;
import java.nio.file.Path;

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

  private ParquetReader(OpenFile file) {
    this.file = file;
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
   * Says what to read of it, and begins to.
   *
   * @return a builder that asks for everything
   */
  public ScanBuilder scan() {
    return new ScanBuilder(file);
  }

  /**
   * Lets go of the file, whose scans have to be closed before. Batches that were read stay valid.
   *
   * @throws IllegalStateException if scans are open
   * @throws IOException if the source cannot be closed
   */
  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public String toString() {
    return "ParquetReader[" + file.name() + "]";
  }
}
