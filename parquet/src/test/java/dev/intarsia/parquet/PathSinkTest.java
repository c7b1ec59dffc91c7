package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSinkTest {
  @TempDir Path directory;

  private static MemorySegment bytes(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(FileSink sink, String text) throws IOException {
    sink.write(bytes(text), 0, text.length());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileAppearsOnCommitAndNotBefore() throws IOException {
    Path target = directory.resolve("a.parquet");
    try (FileSink sink = FileSink.of(target)) {
      write(sink, "hello ");
      write(sink, "world");
      assertThat(sink.position()).isEqualTo(11);
      assertThat(target).doesNotExist();
      assertThat(names()).singleElement().asString().startsWith(".a.parquet.").endsWith(".tmp");
      sink.commit();
      assertThat(target).hasContent("hello world");
    }
    assertThat(names()).containsExactly("a.parquet");
  }

  @Test
  void closingWithoutCommitLeavesNothing() throws IOException {
    try (FileSink sink = FileSink.of(directory.resolve("a.parquet"))) {
      write(sink, "half");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void anExistingFileIsReplacedOnCommitOnly() throws IOException {
    Path target = Files.writeString(directory.resolve("a.parquet"), "old");
    try (FileSink sink = FileSink.of(target)) {
      write(sink, "new");
    }
    assertThat(target).hasContent("old");
    try (FileSink sink = FileSink.of(target)) {
      write(sink, "new");
      assertThat(target).hasContent("old");
      sink.commit();
    }
    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("a.parquet");
  }

  @Test
  void commitAndDiscardMayBeRepeated() throws IOException {
    FileSink committed = FileSink.of(directory.resolve("a"));
    committed.commit();
    committed.commit();
    committed.discard();
    committed.close();
    assertThat(directory.resolve("a")).exists();
    assertThatThrownBy(() -> write(committed, "x")).isInstanceOf(IllegalStateException.class);

    FileSink discarded = FileSink.of(directory.resolve("b"));
    discarded.discard();
    discarded.discard();
    assertThatThrownBy(discarded::commit).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> write(discarded, "x")).isInstanceOf(IllegalStateException.class);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void anExistingFileIsRefusedWhereItMayNotBeReplaced() throws IOException {
    Path target = Files.writeString(directory.resolve("a"), "old");

    assertThatThrownBy(() -> FileSink.of(target, FileSink.Option.FAIL_IF_EXISTS))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(target.toString());
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aFileThatAppearedSinceIsNotReplacedEither() throws IOException {
    Path target = directory.resolve("a");
    try (FileSink sink = FileSink.of(target, FileSink.Option.FAIL_IF_EXISTS)) {
      write(sink, "mine");
      Files.writeString(target, "theirs");
      assertThatThrownBy(sink::commit).isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(target).hasContent("theirs");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aNewFileIsPublishedWhereNoneMayBeReplaced() throws IOException {
    try (FileSink sink = FileSink.of(directory.resolve("a"), FileSink.Option.FAIL_IF_EXISTS)) {
      write(sink, "mine");
      sink.commit();
    }
    assertThat(directory.resolve("a")).hasContent("mine");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void syncingFileAndDirectoryPublishesTheSame() throws IOException {
    Path target = directory.resolve("a");
    try (FileSink sink =
        FileSink.of(target, FileSink.Option.FSYNC_FILE, FileSink.Option.FSYNC_DIRECTORY)) {
      write(sink, "safe");
      sink.commit();
    }
    assertThat(target).hasContent("safe");
  }

  @Test
  void twoWritersOfOneFileDoNotMeet() throws IOException {
    Path target = directory.resolve("a");
    try (FileSink first = FileSink.of(target);
        FileSink second = FileSink.of(target)) {
      write(first, "first");
      write(second, "second");
      second.commit();
      first.commit();
    }
    assertThat(target).hasContent("first");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aLinkStaysAndItsTargetIsReplaced() throws IOException {
    Path real = Files.writeString(directory.resolve("real"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    try (FileSink sink = FileSink.of(link)) {
      write(sink, "new");
      sink.commit();
    }
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(real).hasContent("new");
    assertThat(names()).containsExactly("link", "real");
  }

  @Test
  void aDirectoryOrADeviceIsNoTarget() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("taken"));

    assertThatThrownBy(() -> FileSink.of(taken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a directory");
    assertThatThrownBy(() -> FileSink.of(Path.of("/dev/null")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> FileSink.of(Path.of("/"))).isInstanceOf(IOException.class);
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path target = directory.resolve("missing").resolve("a.parquet");

    assertThatThrownBy(() -> FileSink.of(target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(target.toString())
        .hasMessageEndingWith("there is no directory " + target.getParent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "\u00E9", "\u20AC", "\uD83D\uDE00"})
  void aLongNameStillFindsATemporaryOne(String character) throws IOException {
    String name = "x" + character.repeat(254 / character.getBytes(StandardCharsets.UTF_8).length);
    try (FileSink sink = FileSink.of(directory.resolve(name))) {
      sink.commit();
    }
    assertThat(names()).containsExactly(name);
  }

  @Test
  void aDirectoryInTheWayFailsTheCommitAndLeavesNoTemporaryFile() throws IOException {
    Path target = directory.resolve("a");
    try (FileSink sink = FileSink.of(target)) {
      write(sink, "data");
      Files.createDirectory(target);
      assertThatThrownBy(sink::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot publish " + target);
    }
    assertThat(names()).containsExactly("a");
    assertThat(target).isDirectory();
  }

  @Test
  void aDirectoryThatVanishedFailsTheCommitButNotTheDiscard() throws IOException {
    Path inner = Files.createDirectory(directory.resolve("inner"));
    FileSink sink = FileSink.of(inner.resolve("a"));
    write(sink, "data");
    try (Stream<Path> files = Files.list(inner)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(inner);

    assertThatThrownBy(sink::commit)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(inner.resolve("a").toString());
    sink.discard();
    assertThat(names()).isEmpty();
  }

  @Test
  void anInterruptedThreadGetsAnErrorAndStaysInterrupted() throws IOException {
    FileSink sink = FileSink.of(directory.resolve("a"));
    try {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> write(sink, "data"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory.resolve("a").toString())
          .hasMessageContaining("interrupted")
          .hasCauseInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      sink.close();
    } finally {
      Thread.interrupted();
    }
    assertThat(names()).isEmpty();
  }

  private PathSink over(FileChannel channel) {
    Path target = directory.resolve("a");
    return new PathSink(target, directory.resolve(".a.tmp"), Set.of(), channel);
  }

  private FileChannel temporary() throws IOException {
    return FileChannel.open(
        directory.resolve(".a.tmp"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Test
  void aFullDiskNamesTheFileAndLeavesNothing() throws IOException {
    try (FileSink sink = over(new FaultyChannel(temporary()).room(7))) {
      write(sink, "12345");
      assertThatThrownBy(() -> write(sink, "6789"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory.resolve("a").toString())
          .hasMessageContaining("at byte 7")
          .hasMessageContaining("No space left");
      assertThatThrownBy(sink::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a write failed before");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void shortWritesAreContinued() throws IOException {
    FaultyChannel channel = new FaultyChannel(temporary()).atMost(3);
    try (FileSink sink = over(channel)) {
      write(sink, "0123456789");
      sink.commit();
    }
    assertThat(channel.writes()).isEqualTo(4);
    assertThat(directory.resolve("a")).hasContent("0123456789");
  }

  @Test
  void aCloseThatFailsStillRemovesTheTemporaryFile() throws IOException {
    FileSink sink = over(new FaultyChannel(temporary()).failingClose());
    write(sink, "data");

    assertThatThrownBy(sink::discard).isInstanceOf(IOException.class);
    assertThat(names()).isEmpty();
    sink.discard();
  }

  @Test
  void aCloseThatFailsOnCommitPublishesNothing() throws IOException {
    FileSink sink = over(new FaultyChannel(temporary()).failingClose());
    write(sink, "data");

    assertThatThrownBy(sink::commit).isInstanceOf(IOException.class);
    sink.close();
    assertThat(names()).isEmpty();
  }

  @Test
  void aSyncThatFailsPublishesNothing() throws IOException {
    Path target = directory.resolve("a");
    FileChannel channel = new FaultyChannel(temporary()).failingForce();
    try (FileSink sink =
        new PathSink(
            target, directory.resolve(".a.tmp"), Set.of(FileSink.Option.FSYNC_FILE), channel)) {
      write(sink, "data");
      assertThatThrownBy(sink::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot publish " + target);
    }
    assertThat(names()).isEmpty();
  }
}
