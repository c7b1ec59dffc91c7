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
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A file whose footer was read: what all that is read of it has in common. */
public final class OpenFile implements AutoCloseable {
  /** Instead of a number of users. */
  private static final int CLOSED = -1;

  private final FileSource source;

  /** The whole file, if it is in memory, with the scope of whoever owns that. */
  private final @Nullable MemorySegment mapped;

  private final MemoryPool pool;
  private final ReaderOptions options;
  private final Footer footer;

  /** How many read; for as long as there is one, the file stays open. */
  private final AtomicInteger users = new AtomicInteger();

  private OpenFile(FileSource source, MemoryPool pool, ReaderOptions options, Footer footer) {
    this.source = source;
    this.mapped = source.mapped();
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

  /**
   * What messages call the file.
   *
   * @return its path, or whatever its source is called
   */
  public String name() {
    return source.name();
  }

  /** Where its bytes come from. */
  FileSource source() {
    return source;
  }

  /** The whole file, if it is in memory. */
  @Nullable MemorySegment mapped() {
    return mapped;
  }

  /**
   * Asks for a file in memory whether it still is, and for this thread. Decoders read it without
   * its scope, so this comes before each page, and before what is left of a page is read on.
   */
  void requireReadable() {
    if (mapped == null) {
      return;
    }
    if (!mapped.scope().isAlive()) {
      throw new IllegalStateException("the memory of " + name() + " was released");
    }
    if (!mapped.isAccessibleBy(Thread.currentThread())) {
      throw new WrongThreadException("the memory of " + name() + " belongs to another thread");
    }
  }

  /** Where memory comes from. */
  MemoryPool pool() {
    return pool;
  }

  /** How it is read. */
  ReaderOptions options() {
    return options;
  }

  /**
   * What its footer says.
   *
   * @return immutable, and of use after the file is closed
   */
  public FileMetadata metadata() {
    return footer.metadata();
  }

  /** Whether its writer may have made prefixes go on from page to page. */
  boolean mayCarryPrefixes() {
    return footer.mayCarryPrefixes();
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

  /**
   * Counts one that reads, so that {@link #close} does not take the memory away.
   *
   * @throws IllegalStateException if the file is closed
   */
  void enter() {
    if (users.getAndUpdate(n -> n == CLOSED ? CLOSED : n + 1) == CLOSED) {
      throw new IllegalStateException(name() + " is closed");
    }
  }

  /** Says that one that entered reads no more. */
  void leave() {
    users.decrementAndGet();
  }

  /**
   * Lets go of the file; a second call does nothing.
   *
   * @throws IllegalStateException if scans are open
   * @throws IOException if the source cannot be closed
   */
  @Override
  public void close() throws IOException {
    int open = users.compareAndExchange(0, CLOSED);
    if (open > 0) {
      throw new IllegalStateException(
          open + " scans of " + name() + " are open, and have to be closed before");
    }
    if (open == 0) {
      source.close();
    }
  }
}
