package dev.intarsia.parquet;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * Where the bytes of one file go. A writer appends through {@link #write}, then either publishes
 * the whole with {@link #commit} or makes it vanish with {@link #discard}; there is nothing in
 * between.
 *
 * <p>A sink serves one file and belongs to one thread at a time. Implement it for other places,
 * such as an object store: {@code commit} is then the moment the object becomes visible, and {@code
 * discard} aborts the upload. An implementation must not keep the segment it is given: its memory
 * is reused as soon as {@code write} returns.
 */
public interface FileSink extends AutoCloseable {

  /** How a {@linkplain #of(Path, Option...) sink for a path} publishes its file. */
  enum Option {
    /** Forces the file's bytes to the disk before it is renamed. */
    FSYNC_FILE,
    /** Forces the directory's entry to the disk after the file was renamed. */
    FSYNC_DIRECTORY,
    /** Refuses to replace a file: neither on opening nor, if one appeared since, on commit. */
    FAIL_IF_EXISTS
  }

  /**
   * Writes a file that appears under its name at once and complete. The bytes go to a hidden
   * temporary file of a unique name in the same directory, which {@link #commit} renames
   * atomically; if the process dies before, it stays behind and may be removed. An existing file is
   * replaced, unless {@link Option#FAIL_IF_EXISTS} is given. Where the path is a symbolic link to a
   * file, that file is replaced and the link stays.
   *
   * @param path the file's final name
   * @param options how to publish it
   * @return a sink that owns its temporary file until it is committed or discarded
   * @throws IOException if the temporary file cannot be created, or the path names something that a
   *     file cannot take the place of (a directory, a device)
   * @throws java.nio.file.FileAlreadyExistsException if the file is there and may not be replaced
   */
  static FileSink of(Path path, Option... options) throws IOException {
    return PathSink.open(path, options);
  }

  /**
   * Writes to a channel from where it stands. The channel stays the caller's: neither commit nor
   * discard closes it, and what was written before a discard cannot be taken back.
   *
   * @param channel open and blocking
   * @return a sink that writes to it at once
   * @throws IllegalArgumentException if the channel does not block
   */
  static FileSink of(WritableByteChannel channel) {
    return new ChannelSink(channel, false);
  }

  /**
   * Writes to a channel like {@link #of(WritableByteChannel)}, and closes it on commit and discard.
   *
   * @param channel open and blocking
   * @return a sink that writes to it at once
   * @throws IllegalArgumentException if the channel does not block
   */
  static FileSink closing(WritableByteChannel channel) {
    return new ChannelSink(channel, true);
  }

  /**
   * The place in the file of the next byte.
   *
   * @return bytes written so far
   */
  long position();

  /**
   * Appends {@code length} bytes of the segment from {@code offset} on, all of them before it
   * returns. After a failure the sink can only be discarded.
   *
   * @param segment any accessible to this thread, on the heap or off it
   * @param offset bytes into the segment
   * @param length bytes, 0 or more
   * @throws IOException if the bytes cannot be written, naming the file; also when the thread was
   *     interrupted, which stays interrupted
   * @throws IndexOutOfBoundsException if the range is not within the segment
   * @throws IllegalStateException if the sink was committed or discarded
   */
  void write(MemorySegment segment, long offset, long length) throws IOException;

  /**
   * Publishes the file. Does nothing when it was committed before.
   *
   * @throws IOException if the file cannot be published; it can then only be discarded
   * @throws IllegalStateException if the sink was discarded
   */
  void commit() throws IOException;

  /**
   * Leaves nothing of the file behind. Does nothing when the sink was committed or discarded.
   *
   * @throws IOException if a remnant could not be removed, naming it
   */
  void discard() throws IOException;

  /**
   * Discards what was not committed.
   *
   * @throws IOException if a remnant could not be removed, naming it
   */
  @Override
  default void close() throws IOException {
    discard();
  }
}
