package dev.intarsia.encoding.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.encoding.Buffers;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void everyCodecReadsItselfBack(CodecKind kind) {
    byte[] page = "a page that repeats itself. ".repeat(500).getBytes(StandardCharsets.UTF_8);
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(kind)) {
      GrowableSegment small = buffers.out();
      long bound = codec.bound(page.length);
      small.reserve(bound);
      long written = codec.compress(buffers.bytes(page), 0, page.length, small.segment(), 0, bound);
      GrowableSegment back = buffers.out();
      back.reserve(page.length);
      long read = codec.decompress(small.segment(), 0, written, back.segment(), 0, page.length);
      back.commit(read);
      assertThat(Buffers.written(back)).isEqualTo(page);
    }
  }
}
