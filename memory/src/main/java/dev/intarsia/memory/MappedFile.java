package dev.intarsia.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file as a read-only segment, for as long as this is open. All threads may read it; {@link
 * #close} is costly (every thread is halted for a moment), so a file is mapped once and as a whole.
 * The file must not be truncated while it is mapped: reading what is gone throws {@link
 * InternalError}. Mapped memory is the operating system's cache and is charged to no pool.
 */
public final class MappedFile implements AutoCloseable {
  private final Path path;
  private final Arena arena;
  private final MemorySegment segment;
  private LeakTicket ticket = LeakTicket.NONE;

  private MappedFile(Path path, Arena arena, MemorySegment segment) {
    this.path = path;
    this.arena = arena;
    this.segment = segment;
  }

  /**
   * Maps a file.
   *
   * @param path an existing file
   * @return the mapping, to be closed by the caller
   * @throws IOException if it cannot be read
   */
  public static MappedFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment segment = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      MappedFile file = new MappedFile(path, arena, segment);
      file.ticket = LeakDetector.track(file, path.toString(), segment.byteSize());
      return file;
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /**
   * The file's bytes.
   *
   * @return a read-only segment that dies with this
   */
  public MemorySegment segment() {
    return segment;
  }

  /**
   * The length when it was mapped.
   *
   * @return bytes
   */
  public long size() {
    return segment.byteSize();
  }

  /**
   * Which file.
   *
   * @return the path given
   */
  public Path path() {
    return path;
  }

  /**
   * Ends the mapping.
   *
   * @throws IllegalStateException if closed before, or while a foreign call uses the segment
   */
  @Override
  public void close() {
    arena.close();
    ticket.close();
  }

  @Override
  public String toString() {
    return "MappedFile[" + path + ", " + size() + " bytes]";
  }
}
