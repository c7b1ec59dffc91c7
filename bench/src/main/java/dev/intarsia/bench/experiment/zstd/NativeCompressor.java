package dev.intarsia.bench.experiment.zstd;

import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.encoding.compress.CodecKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Our binding of libzstd. */
final class NativeCompressor implements PageCompressor {
  private final Pages pages;
  private final ContextLife life;
  private final ContextMemory memory;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment target;
  private @Nullable Codec codec;
  private long length;

  NativeCompressor(Pages pages, ContextLife life, ContextMemory memory) {
    this.pages = pages;
    this.life = life;
    this.memory = memory;
    try (Codec any = Codec.create(CodecKind.ZSTD)) {
      target = arena.allocate(any.bound(pages.largest()));
    }
  }

  @Override
  public int compress(int page) {
    Codec open = codec();
    MemorySegment source = pages.segment(page);
    length = open.compress(source, 0, source.byteSize(), target, 0, target.byteSize());
    if (life == ContextLife.PAGE) {
      release();
    }
    return (int) length;
  }

  private Codec codec() {
    Codec open = codec;
    if (open == null) {
      memory.willOpen();
      open = Codec.create(CodecKind.ZSTD);
      codec = open;
    }
    return open;
  }

  private void release() {
    Codec open = codec;
    if (open != null) {
      memory.willClose();
      open.close();
      codec = null;
    }
  }

  @Override
  public byte[] compressed() {
    return target.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public void endFile() {
    if (life == ContextLife.FILE) {
      release();
    }
  }

  @Override
  public void close() {
    release();
    arena.close();
  }
}
