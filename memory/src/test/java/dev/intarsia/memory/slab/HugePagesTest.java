package dev.intarsia.memory.slab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel says of the memory that it was asked for. */
class HugePagesTest {
  private static final long BYTES = 2 * HugePages.SIZE;

  @BeforeEach
  void onLinux() {
    assumeTrue(HugePages.isAvailable(), "there is no way to ask for huge pages here");
  }

  @Test
  void memoryBeginsAtAHugePageAndIsAllThere() {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = map(arena);
      assertThat(memory.byteSize()).isEqualTo(BYTES);
      assertThat(memory.address() % HugePages.SIZE).isZero();
      assertThat(memory.get(ValueLayout.JAVA_LONG, BYTES - 8)).isZero();
      memory.fill((byte) 7);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, BYTES - 1)).isEqualTo((byte) 7);
    }
  }

  @Test
  void theKernelIsAskedForHugePages() throws IOException {
    Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    assumeTrue(Files.exists(setting), "this kernel has no such pages");
    try (Arena arena = Arena.ofShared()) {
      assertThat(facts(map(arena).address())).anyMatch(HugePagesTest::asksForHugePages);
    }
  }

  private static boolean asksForHugePages(String fact) {
    return fact.startsWith("VmFlags:") && fact.contains(" hg");
  }

  @Test
  void aSlabIsMappedLikeThatAndUnmappedWhenItIsFreed() throws IOException {
    Region region = Region.offHeap(BYTES);
    long address = region.segment().address();
    assertThat(address % HugePages.SIZE).isZero();
    assertThat(facts(address)).isNotEmpty();
    assertThat(region.free()).isTrue();
    // whatever may be mapped here next does not ask
    assertThat(facts(address)).noneMatch(HugePagesTest::asksForHugePages);
  }

  private static MemorySegment map(Arena arena) {
    return Objects.requireNonNull(HugePages.map(BYTES, arena));
  }

  /** The lines on the mapping that an address lies in; none if it is not mapped. */
  private static List<String> facts(long address) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
    for (int i = 0; i < lines.size(); i++) {
      String[] range = lines.get(i).split("[- ]", 3);
      if (range.length == 3
          && range[0].matches("[0-9a-f]+")
          && Long.parseUnsignedLong(range[0], 16) <= address
          && address < Long.parseUnsignedLong(range[1], 16)) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).startsWith("VmFlags:")) {
          end++;
        }
        return lines.subList(i, Math.min(end + 1, lines.size()));
      }
    }
    return List.of();
  }
}
