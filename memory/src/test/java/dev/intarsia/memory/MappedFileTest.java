package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  @TempDir Path folder;

  @Test
  void showsTheBytesToEveryThreadUntilItIsClosed() throws Exception {
    Path path = Files.write(folder.resolve("three"), new byte[] {1, 2, 3});
    MappedFile file = MappedFile.open(path);
    MemorySegment segment = file.segment();
    assertThat(file.size()).isEqualTo(3);
    assertThat(file.path()).isEqualTo(path);
    Other.run(() -> assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2, 3));
    assertThatThrownBy(() -> segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    file.close();
    assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0));
    assertThatIllegalStateException().isThrownBy(file::close);
  }

  @Test
  void anEmptyFileIsAnEmptySegment() throws IOException {
    try (MappedFile file = MappedFile.open(Files.createFile(folder.resolve("empty")))) {
      assertThat(file.segment().byteSize()).isZero();
    }
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertThatThrownBy(() -> MappedFile.open(folder.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void isWatchedForLeaks() throws IOException {
    LeakScope scope = LeakScope.open("mapping", null);
    LeakScope before = scope.enter();
    try (MappedFile file = MappedFile.open(Files.write(folder.resolve("leaking"), new byte[100]))) {
      LeakScope.restore(before);
      LeakReport leak = scope.end().getFirst();
      assertThat(leak.owner()).endsWith("leaking");
      assertThat(leak.bytes()).isEqualTo(file.size());
      assertThat(leak.site().getFirst().getMethodName()).isEqualTo("isWatchedForLeaks");
    }
  }
}
