package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final Replay replay =
      new Replay(new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.UTF_8)));

  @Test
  void whatWasSampledComesAgain() throws IOException {
    replay.rewind(true);
    assertThat(new String(replay.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("012");
    replay.rewind(true);
    assertThat(new String(replay.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("012345");
    assertThat(replay.keptBytes()).isEqualTo(6);
    replay.rewind(false);
    assertThat(new String(replay.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("0123456789");
  }

  @Test
  void nothingIsKeptOnceItIsReadForGood() throws IOException {
    replay.rewind(true);
    replay.readNBytes(3);
    replay.rewind(false);
    replay.readAllBytes();
    assertThat(replay.keptBytes()).isZero();
  }

  @Test
  void aStreamThatWasNotSampledIsReadOnce() throws IOException {
    replay.rewind(false);
    assertThat(replay.read()).isEqualTo('0');
    assertThat(new String(replay.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("123456789");
  }
}
