package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** The tests run on a JDK whose foreign memory API is final. */
class ToolchainTest {

  @Test
  void runsOnJdk22OrNewer() {
    assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(22);
  }

  @Test
  void confinedArenaAllocates() {
    try (Arena arena = Arena.ofConfined()) {
      assertThat(arena.allocate(64).byteSize()).isEqualTo(64);
    }
  }
}
