package dev.intarsia.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process folder as the kernel shows it, made up. */
class ResidentMemoryTest {
  @TempDir private Path process = Path.of("");

  @BeforeEach
  void status() throws IOException {
    Files.writeString(process.resolve("status"), "Name: java\nVmHWM:\t    2048 kB\n");
  }

  @Test
  void peakIsToldOnceANewOneHasBegun() throws IOException {
    Path clearRefs = Files.writeString(process.resolve("clear_refs"), "");
    ResidentMemory memory = new ResidentMemory(process);
    assertThat(memory.peak()).isEqualTo(ResidentMemory.UNKNOWN);
    memory.beginPeak();
    assertThat(clearRefs).hasContent("5");
    assertThat(memory.peak()).isEqualTo(2 << 20);
  }

  @Test
  void peakOfWhateverCameBeforeIsNotTold() throws IOException {
    ResidentMemory memory = new ResidentMemory(process);
    memory.beginPeak();
    assertThat(memory.peak()).isEqualTo(ResidentMemory.UNKNOWN);
    Files.createDirectory(process.resolve("clear_refs")); // which cannot be written
    memory.beginPeak();
    assertThat(memory.peak()).isEqualTo(ResidentMemory.UNKNOWN);
  }
}
