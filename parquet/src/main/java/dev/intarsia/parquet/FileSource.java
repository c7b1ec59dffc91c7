package dev.intarsia.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of one file come from, by ranges.
 *
 * <p>Implement it for other places, such as an object store. The reader merges what it wants into
 * few and large reads, and hands over those that it needs together at once, in {@link #readAll}. A
 * source may be used by several threads at a time, and its file does not change while it is open.
 */
public interface FileSource extends Closeable {

  /**
   * Maps a local file into memory: nothing is copied, and no read is a call. Whoever truncates the
   * file meanwhile takes bytes away from under the reader, which ends in an {@link InternalError}
   * or, in a native codec, worse; take {@link #unmapped} where that can happen.
   *
   * @param path an existing file
   * @return a source that owns the mapping
   * @throws IOException if the file cannot be read
   */
  static FileSource of(Path path) throws IOException {
    return MappedSource.open(path);
  }

  /**
   * Reads a local file through a channel.
   *
   * @param path an existing file
   * @return a source that owns the channel
   * @throws IOException if the file cannot be read
   */
  static FileSource unmapped(Path path) throws IOException {
    return ChannelSource.open(path);
  }

  /**
   * Reads a file through a channel that is open already.
   *
   * @param channel the whole file; stays the caller's, to be closed after the source
   * @param name of the file, for messages
   * @return a source that owns nothing
   */
  static FileSource of(FileChannel channel, String name) {
    return new ChannelSource(channel, name, false);
  }

  /**
   * Takes a file that is in memory. Whoever releases that under an open scan ends the scan with an
   * {@link IllegalStateException}, but may do so only while nobody reads: decoders do not ask for
   * each value whether it is still there.
   *
   * @param bytes the whole file, accessible to the threads that read; stays the caller's, to be
   *     released after the scans are closed
   * @param name of the file, for messages
   * @return a source that owns nothing
   */
  static FileSource of(MemorySegment bytes, String name) {
    return new SegmentSource(bytes, name);
  }

  /**
   * What messages call the file.
   *
   * @return a path, a URL or whatever names it
   */
  String name();

  /**
   * The length of the file.
   *
   * @return bytes, always the same
   * @throws IOException if it cannot be told
   */
  long size() throws IOException;

  /**
   * Fills a segment from the file.
   *
   * @param position of the first byte, from the start of the file
   * @param target filled to its end
   * @throws IOException if the bytes cannot be read, or the file ends before
   */
  void read(long position, MemorySegment target) throws IOException;

  /**
   * Fills several segments that are wanted together, in any order, or at the same time. Unless a
   * source knows better, one after the other.
   *
   * @param reads what to read; the ranges do not overlap and ascend
   * @throws IOException if any bytes cannot be read, or the file ends before
   */
  default void readAll(List<Read> reads) throws IOException {
    for (Read read : reads) {
      read(read.position(), read.target());
    }
  }

  /**
   * The whole file, if it is in memory: then nothing is ever copied by {@link #read}.
   *
   * @return a segment of {@link #size} bytes, always the same, that any thread may read until the
   *     source is closed, or null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  default @Nullable MemorySegment mapped() {
    return null;
  }

  /**
   * One of several reads.
   *
   * @param position of the first byte, from the start of the file
   * @param target to be filled to its end
   */
  record Read(long position, MemorySegment target) {}
}
