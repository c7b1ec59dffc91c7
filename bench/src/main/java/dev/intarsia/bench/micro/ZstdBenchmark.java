package dev.intarsia.bench.micro;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.encoding.compress.CodecKind;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * ZSTD of pages, by our binding and by zstd-jni, with one context for all pages and with a new one
 * for each. An operation is one KiB of page; 1 MiB is compressed in an invocation, page by page.
 */
@SuppressWarnings("NullAway.Init") // by setUp
@OperationsPerInvocation(ZstdBenchmark.BYTES >>> 10)
public class ZstdBenchmark extends KernelBenchmark {
  static final int BYTES = 1 << 20;

  /** The level. */
  @Param({"1", "3"})
  public int level = 1;

  /** Bytes of a page. */
  @Param({"16384", "1048576"})
  public int page = 16_384;

  private MemorySegment source = MemorySegment.NULL;
  private MemorySegment target = MemorySegment.NULL;
  private Codec codec;
  private ZstdCompressCtx context;
  private ByteBuffer sourceView = ByteBuffer.allocateDirect(0);
  private ByteBuffer targetView = ByteBuffer.allocateDirect(0);

  /** Makes a log of some redundancy: words that repeat, and numbers. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    Texts words = Texts.random(Texts.lengths("mixed", 200, random), random);
    byte[] log = new byte[BYTES];
    for (int at = 0; at < BYTES; ) {
      int word = (int) Math.abs(random.nextGaussian() * 50) % words.count();
      at = put(log, at, words.bytes(), words.offsets()[word], words.length(word));
      byte[] number = Integer.toString(random.nextInt(100_000)).getBytes(StandardCharsets.US_ASCII);
      at = put(log, at, number, 0, number.length);
    }
    codec = own(Codec.create(CodecKind.ZSTD, level));
    context = own(new ZstdCompressCtx().setLevel(level));
    source = copyOf(log);
    target = memory(codec.bound(page));
    sourceView = source.asByteBuffer();
    targetView = target.asByteBuffer();
  }

  private static int put(byte[] log, int at, byte[] bytes, int from, int length) {
    int fitting = Math.min(length, BYTES - at);
    System.arraycopy(bytes, from, log, at, fitting);
    return at + fitting;
  }

  /** Our binding, one context. Takes a view of the source and one of the target for each page. */
  @Benchmark
  public long reused() {
    long compressed = 0;
    for (int at = 0; at < BYTES; at += page) {
      compressed += codec.compress(source, at, page, target, 0, target.byteSize());
    }
    return compressed;
  }

  /** Our binding, a context for each page. */
  @Benchmark
  public long fresh() {
    long compressed = 0;
    for (int at = 0; at < BYTES; at += page) {
      try (Codec once = Codec.create(CodecKind.ZSTD, level)) {
        compressed += once.compress(source, at, page, target, 0, target.byteSize());
      }
    }
    return compressed;
  }

  /** zstd-jni over direct buffers, one context. */
  @Benchmark
  public long reusedJni() {
    long compressed = 0;
    for (int at = 0; at < BYTES; at += page) {
      compressed += compress(context, at);
    }
    return compressed;
  }

  /** zstd-jni over direct buffers, a context for each page. */
  @Benchmark
  public long freshJni() {
    long compressed = 0;
    for (int at = 0; at < BYTES; at += page) {
      try (ZstdCompressCtx once = new ZstdCompressCtx().setLevel(level)) {
        compressed += compress(once, at);
      }
    }
    return compressed;
  }

  private int compress(ZstdCompressCtx compressor, int at) {
    return compressor.compressDirectByteBuffer(
        targetView, 0, targetView.limit(), sourceView, at, page);
  }

  /** Where the pages went, one over the other. */
  MemorySegment target() {
    return target;
  }
}
