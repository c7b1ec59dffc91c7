package dev.intarsia.parquet;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** A file written under a temporary name beside its own and renamed in the end. */
final class PathSink implements FileSink {
  /** Leaves room for the rest of the temporary name below the 255 bytes that file systems take. */
  private static final int NAME_CHARACTERS = 48;

  private final Path target;
  private final Path temporary;
  private final Set<Option> options;
  private final FileChannel channel;
  private final ChannelOutput output;
  private SinkState state = SinkState.OPEN;

  PathSink(Path target, Path temporary, Set<Option> options, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.options = options;
    this.channel = channel;
    this.output = new ChannelOutput(channel, target.toString());
  }

  static PathSink open(Path path, Option... options) throws IOException {
    Set<Option> chosen = EnumSet.noneOf(Option.class);
    chosen.addAll(Set.of(options));
    Path target = resolve(path);
    checkTarget(target, chosen);
    Path temporary = temporaryBeside(target);
    try {
      // Not Files.createTempFile, whose files nobody but their owner may read.
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new PathSink(target, temporary, chosen, channel);
    } catch (IOException e) {
      throw new IOException(
          "cannot create a temporary file beside " + target + ": " + reason(e, target), e);
    }
  }

  /** The exceptions of the file system carry a path for a message, and their type for a reason. */
  private static String reason(IOException e, Path target) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no directory " + target.getParent();
      case AccessDeniedException _ -> "no permission to write in " + target.getParent();
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Follows a symbolic link, so that its target is replaced and not the link. */
  private static Path resolve(Path path) throws IOException {
    boolean link = Files.isSymbolicLink(path) && Files.exists(path);
    return link ? path.toRealPath() : path.toAbsolutePath();
  }

  private static void checkTarget(Path target, Set<Option> options) throws IOException {
    if (target.getFileName() == null) {
      throw new IOException("cannot write " + target + ": not the name of a file");
    }
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isRegularFile(target)) {
      String kind = Files.isDirectory(target) ? "a directory" : "not a regular file";
      throw new IOException("cannot write " + target + ": it is " + kind);
    }
    if (options.contains(Option.FAIL_IF_EXISTS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  private static Path temporaryBeside(Path target) {
    String name = String.valueOf(target.getFileName());
    int[] start = name.codePoints().limit(NAME_CHARACTERS).toArray();
    String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return target.resolveSibling("." + new String(start, 0, start.length) + "." + unique + ".tmp");
  }

  @Override
  public long position() {
    return output.position();
  }

  @Override
  public void write(MemorySegment segment, long offset, long length) throws IOException {
    state.checkOpen("write");
    output.write(segment, offset, length);
  }

  @Override
  public void commit() throws IOException {
    if (state == SinkState.COMMITTED) {
      return;
    }
    state.checkOpen("commit");
    if (output.isBroken()) {
      throw new IOException("cannot publish " + target + ": a write failed before");
    }
    try {
      finish();
      publish();
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("this file system cannot rename atomically: " + target, e);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("cannot publish " + target + "" + ChannelOutput.why(e), e);
    }
    state = SinkState.COMMITTED;
    if (options.contains(Option.FSYNC_DIRECTORY)) {
      syncDirectory();
    }
  }

  private void finish() throws IOException {
    if (options.contains(Option.FSYNC_FILE)) {
      channel.force(true);
    }
    channel.close();
  }

  private void publish() throws IOException {
    if (!options.contains(Option.FAIL_IF_EXISTS)) {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      // A rename would replace the file of whoever came first; a link fails.
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(temporary, target);
      return;
    }
    Files.delete(temporary);
  }

  private void syncDirectory() throws IOException {
    Path directory = target.resolveSibling("");
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException e) {
      throw new IOException(
          target + " is published, but its directory could not be synced" + ChannelOutput.why(e),
          e);
    }
  }

  @Override
  public void discard() throws IOException {
    if (state != SinkState.OPEN) {
      return;
    }
    state = SinkState.DISCARDED;
    try {
      channel.close();
    } finally {
      delete();
    }
  }

  private void delete() throws IOException {
    // A directory that has vanished took the file with it.
    if (!Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw new IOException(
          "cannot remove the unfinished " + temporary + "" + ChannelOutput.why(e), e);
    }
  }
}
