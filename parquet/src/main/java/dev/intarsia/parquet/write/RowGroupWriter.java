package dev.intarsia.parquet.write;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Overdraft;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.FileSink;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.format.FooterBuilder;
import dev.intarsia.parquet.format.SchemaLeaves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The row group that is being filled: a chunk writer for each leaf of the schema. Ranges of rows go
 * to every column in turn, few enough at a time that what is appended is still in the cache when it
 * is encoded. Between two ranges all columns hold the same rows, so a row group may end there.
 */
public final class RowGroupWriter implements AutoCloseable {
  /** Rows that go to one column before the next has its turn. */
  private static final int RANGE = 1024;

  /** Memory that a range may need for small things in each column. */
  private static final long SLACK_PER_COLUMN = 2 << 10;

  private final WriterOptions options;
  private final MemoryPool pool;
  private final Overdraft overdraft;
  private final FileSink sink;
  private final FooterBuilder footer;
  private final Codecs codecs;
  private final PageWriter pages;
  private final PageStore front;
  private final List<LeafColumn> leaves = new ArrayList<>();
  private final List<ColumnChunkWriter> chunks = new ArrayList<>();
  private long rows;
  private long totalRows;
  private int rowGroups;
  private long buffered;
  private int accepted;
  private boolean aligned = true;

  /**
   * Prepares a chunk writer for each leaf of the schema.
   *
   * @param schema what the rows look like
   * @param options how they are written
   * @param pool where memory comes from
   * @param sink where finished row groups go; stays the caller's
   * @param footer what learns of them; stays the caller's
   */
  public RowGroupWriter(
      Schema schema, WriterOptions options, MemoryPool pool, FileSink sink, FooterBuilder footer) {
    this.options = options;
    this.pool = pool;
    this.overdraft = Overdraft.of(pool);
    this.sink = sink;
    this.footer = footer;
    this.pages = new PageWriter(options.dataPageVersion(), options.pageChecksums(), pool);
    this.front = new PageStore(pool, "dictionary page");
    this.codecs = new Codecs();
    try {
      for (LeafColumn leaf : SchemaLeaves.of(schema)) {
        open(schema.field(leaf.topLevelField()), leaf);
      }
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  private void open(Field field, LeafColumn leaf) {
    Compression compression = options.column(leaf.name()).compression();
    ChunkCodec codec = codecs.forChunk(compression, options.skipIncompressible());
    leaves.add(leaf);
    chunks.add(new ColumnChunkWriter(field, leaf, options, codec, pages, pool));
  }

  /**
   * Rows of the whole file, those of this row group included.
   *
   * @return rows
   */
  public long totalRows() {
    return totalRows;
  }

  /**
   * Row groups that have ended.
   *
   * @return row groups
   */
  public int rowGroups() {
    return rowGroups;
  }

  /**
   * Whether all columns hold the same rows. A failure within a range leaves them apart, and the
   * file beyond rescue.
   *
   * @return whether the row group may still be ended
   */
  public boolean aligned() {
    return aligned;
  }

  /**
   * How many rows the last call of {@link #add} took, also when it failed.
   *
   * @return rows
   */
  public int accepted() {
    return accepted;
  }

  /**
   * Adds rows, ending row groups as they fill.
   *
   * @param columns those of the top-level fields, by index
   * @param from first row
   * @param count rows
   * @throws IOException if the sink fails
   */
  public void add(IntFunction<Column> columns, int from, int count) throws IOException {
    accepted = 0;
    for (int i = 0; i < chunks.size(); i++) {
      chunks.get(i).bind(columns.apply(leaves.get(i).topLevelField()));
    }
    while (accepted < count) {
      int wanted = (int) Math.min(Math.min(RANGE, count - accepted), options.rowGroupRows() - rows);
      int range = affordable(from + accepted, wanted);
      begin();
      try {
        addRange(from + accepted, range);
      } finally {
        overdraft.end();
      }
      aligned = true;
      accepted += range;
      if (rows >= options.rowGroupRows() || buffered >= options.rowGroupBytes()) {
        end();
      }
    }
  }

  private void addRange(int from, int count) {
    long bytes = 0;
    for (int i = 0; i < chunks.size(); i++) {
      ColumnChunkWriter chunk = chunks.get(i);
      chunk.add(from, count);
      bytes += chunk.bufferedBytes();
    }
    buffered = bytes;
    rows += count;
    totalRows += count;
  }

  /** Of what cannot be left half done: it may overdraw, and a failure leaves the columns apart. */
  private void begin() {
    aligned = false;
    overdraft.begin();
  }

  /**
   * How many of the rows the pool has memory for. If it is short, what is finished goes to the sink
   * first; then fewer rows at a time must do. Nothing is half done when the pool says no.
   */
  private int affordable(int from, int count) throws IOException {
    if (needed(from, count) <= pool.available()) {
      return count;
    }
    end();
    int range = count;
    while (range > 1 && needed(from, range) > pool.available()) {
      range >>>= 1;
    }
    refuse(needed(from, range));
    return range;
  }

  /** Lets the pool itself say, in its own words, that it cannot serve so many bytes. */
  private void refuse(long bytes) {
    if (bytes > pool.available() && !overdraft.isTaken()) {
      try (GrowableSegment asked = GrowableSegment.allocate(pool, "the next row", bytes)) {
        asked.reserve(bytes);
      }
    }
  }

  /**
   * An upper estimate of what adding rows and then ending the row group allocates: buffers that
   * must grow, pages that fill up, and the scratch for the largest page.
   */
  private long needed(int from, int count) {
    long bytes = 0;
    long largestPage = 0;
    for (int i = 0; i < chunks.size(); i++) {
      ColumnChunkWriter chunk = chunks.get(i);
      long added = chunk.added(from, count);
      bytes += SLACK_PER_COLUMN + chunk.growth(from, count);
      largestPage = Math.max(largestPage, chunk.largestPage() + added);
    }
    return bytes + largestPage + pages.growth(largestPage);
  }

  /**
   * Ends the row group: its column chunks go to the sink, one after another. Does nothing where
   * there are no rows.
   *
   * @throws IOException if the sink fails
   */
  public void end() throws IOException {
    if (rows == 0) {
      return;
    }
    begin();
    try {
      endAll();
    } finally {
      overdraft.end();
    }
    aligned = true;
    rowGroups++;
    rows = 0;
    buffered = 0;
  }

  private void endAll() throws IOException {
    for (ColumnChunkWriter chunk : chunks) {
      chunk.finish(front, sink, footer);
    }
    footer.endRowGroup(rows);
  }

  /**
   * Leave for the pool to go over its limits, for the end of the file.
   *
   * @return the writer's own
   */
  public Overdraft overdraft() {
    return overdraft;
  }

  @Override
  public void close() {
    try (codecs;
        pages;
        front) {
      chunks.forEach(ColumnChunkWriter::close);
    }
  }
}
