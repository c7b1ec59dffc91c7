package dev.intarsia.bench.experiment.zstd;

import com.github.luben.zstd.NoPool;
import com.github.luben.zstd.RecyclingBufferPool;
import java.util.List;

/** Who compresses, and how long its contexts live. All at level 3. */
public enum CompressorKind {
  /** Ours, as a writer without state would do it. */
  NATIVE_PER_PAGE("libzstd by FFM, context per page", ""),
  /** Ours, as a writer with state of its own would do it. */
  NATIVE_PER_FILE("libzstd by FFM, context per file", ""),
  /** Ours. */
  NATIVE_REUSED("libzstd by FFM, context reused", ""),
  /** The same library by zstd-jni. */
  JNI_PER_PAGE("zstd-jni, context per page", ""),
  /** The same library by zstd-jni. */
  JNI_REUSED("zstd-jni, context reused", ""),
  /** What the streams of zstd-jni do by default. */
  STREAM_PER_PAGE("zstd-jni, stream per page", "a frame without the content's size"),
  /** What parquet-java does by default. */
  RECYCLED_STREAM_PER_PAGE(
      "zstd-jni, stream per page, buffers recycled", "a frame without the content's size"),
  /** A context on the Java heap, as the encoder that the claim was measured with has it. */
  JAVA_PER_PAGE(
      "aircompressor in Java, context per page", "an encoder of its own, which has no reuse");

  private final String label;
  private final String unmatched;

  CompressorKind(String label, String unmatched) {
    this.label = label;
    this.unmatched = unmatched;
  }

  /**
   * Sets one up.
   *
   * @param pages what it will compress
   * @param memory told of the native contexts
   */
  public PageCompressor open(Pages pages, ContextMemory memory) {
    return switch (this) {
      case NATIVE_PER_PAGE -> new NativeCompressor(pages, ContextLife.PAGE, memory);
      case NATIVE_PER_FILE -> new NativeCompressor(pages, ContextLife.FILE, memory);
      case NATIVE_REUSED -> new NativeCompressor(pages, ContextLife.WRITER, memory);
      case JNI_PER_PAGE -> new JniCompressor(pages, ContextLife.PAGE, memory);
      case JNI_REUSED -> new JniCompressor(pages, ContextLife.WRITER, memory);
      case STREAM_PER_PAGE -> new StreamCompressor(pages, NoPool.INSTANCE, memory);
      case RECYCLED_STREAM_PER_PAGE ->
          new StreamCompressor(pages, RecyclingBufferPool.INSTANCE, memory);
      case JAVA_PER_PAGE -> new JavaCompressor(pages);
    };
  }

  /** What plots and tables call it. */
  public String label() {
    return label;
  }

  /** What is not the same for it. */
  public List<String> unmatched() {
    return unmatched.isEmpty() ? List.of() : List.of(unmatched);
  }
}
