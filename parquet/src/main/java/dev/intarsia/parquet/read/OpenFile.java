package dev.intarsia.parquet.read;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.FileMetadata;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.format.FooterReader;
import dev.intarsia.parquet.format.FooterReader.Footer;
import dev.intarsia.parquet.format.Place;
import dev.intarsia.parquet.format.SchemaTree;
import dev.intarsia.parquet.format.TrustedStatistics;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A file whose footer was read: what all that is read of it has in common. */
public final class OpenFile implements AutoCloseable {
  private final FileSource source;
  private final MemoryPool pool;
  private final ReaderOptions options;
  private final Footer footer;
  private final AtomicInteger scans = new AtomicInteger();

  private OpenFile(FileSource source, MemoryPool pool, ReaderOptions options, Footer footer) {
    this.source = source;
    this.pool = pool;
    this.options = options;
    this.footer = footer;
  }

  /**
   * Reads a file's footer.
   *
   * @param source the file; closed by {@link #close}, and where this method throws
   * @param pool where memory comes from
   * @param options how to read
   * @return the file
   * @throws IOException if the footer cannot be read, is corrupt, or uses what is not read
   */
  public static OpenFile open(FileSource source, MemoryPool pool, ReaderOptions options)
      throws IOException {
    try {
      return new OpenFile(source, pool, options, FooterReader.read(source, pool, options));
    } catch (Throwable e) {
      try {
        source.close();
      } catch (IOException | RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** The same file with its bytes from elsewhere, which are to be closed before it. */
  OpenFile through(FileSource other) {
    return new OpenFile(other, pool, options, footer);
  }

  /** What messages call the file. */
  public String name() {
    return source.name();
  }

  /** Where its bytes come from. */
  FileSource source() {
    return source;
  }

  /** Where memory comes from. */
  MemoryPool pool() {
    return pool;
  }

  /** How it is read. */
  ReaderOptions options() {
    return options;
  }

  /** What its footer says. */
  public FileMetadata metadata() {
    return footer.metadata();
  }

  /** Its schema with the levels of its columns. */
  SchemaTree tree() {
    return footer.tree();
  }

  /** What of a column's statistics can be relied upon. */
  TrustedStatistics statistics(int column) {
    return footer.statistics().get(column);
  }

  /** Where its footer starts, before which everything else is. */
  long pagesEnd() {
    return footer.pagesEnd();
  }

  /** A column of a row group, for messages. */
  Place place(int rowGroup, int column) {
    return Place.rowGroup(name(), rowGroup).column(metadata().columns().get(column).name());
  }

  /** Counts a scan, which reads memory that {@link #close} takes away. */
  void enter() {
    scans.incrementAndGet();
  }

  /** Says that a scan has ended. */
  void leave() {
    scans.decrementAndGet();
  }

  /**
   * Lets go of the file.
   *
   * @throws IllegalStateException if scans are open
   * @throws IOException if the source cannot be closed
   */
  @Override
  public void close() throws IOException {
    if (scans.get() > 0) {
      throw new IllegalStateException(
          scans + " scans of " + name() + " are open, and have to be closed before");
    }
    source.close();
  }
}
