package dev.intarsia.encoding.compress;

import dev.intarsia.memory.LeakDetector;
import dev.intarsia.memory.LeakTicket;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Compresses and decompresses whole page bodies, from segment to segment.
 *
 * <p>A codec keeps its working state from page to page, so it belongs to one thread at a time and
 * must be closed; the leak detector watches it. Segments may be native or on the heap; source and
 * target do not overlap. Every failure is a {@link CodecException}; the target's bytes are
 * undefined after it and the codec stays usable.
 */
public abstract sealed class Codec implements AutoCloseable
    permits UncompressedCodec, ZstdCodec, BufferCodec {
  private final CodecKind kind;
  private LeakTicket ticket = LeakTicket.NONE;
  private boolean closed;

  Codec(CodecKind kind) {
    this.kind = kind;
  }

  /**
   * A codec at its default level.
   *
   * @param kind which one
   * @return a codec that the caller closes
   * @throws IllegalStateException if the library it needs is not there, naming it
   */
  public static Codec create(CodecKind kind) {
    return create(kind, kind.defaultLevel());
  }

  /**
   * A codec at a level.
   *
   * @param kind which one
   * @param level within the range that {@link CodecKind} names
   * @return a codec that the caller closes
   * @throws IllegalArgumentException if the codec has no such level
   * @throws IllegalStateException if the library it needs is not there, naming it
   */
  public static Codec create(CodecKind kind, int level) {
    kind.checkLevel(level);
    Codec codec = open(kind, level);
    codec.ticket = LeakDetector.track(codec, kind + " codec", LeakDetector.UNKNOWN_SIZE);
    return codec;
  }

  private static Codec open(CodecKind kind, int level) {
    return switch (kind) {
      case UNCOMPRESSED -> new UncompressedCodec();
      case GZIP -> new GzipCodec(level);
      case ZSTD -> ZstdNative.isAvailable() ? new ZstdCodec(level) : new ZstdJniCodec(level);
      // lambdas, since a reference to the constructor is linked here, outside of find
      case SNAPPY -> find(kind, () -> new SnappyCodec(), "org.xerial.snappy:snappy-java");
      case BROTLI ->
          find(kind, () -> new BrotliCodec(level), "com.aayushatharva.brotli4j:brotli4j");
      case LZ4 -> find(kind, () -> new Lz4HadoopCodec(), "at.yawk.lz4:lz4-java");
      case LZ4_RAW -> find(kind, () -> new Lz4Codec(), "at.yawk.lz4:lz4-java");
    };
  }

  /** A codec whose library may not be there. */
  private static Codec find(CodecKind kind, Supplier<Codec> codec, String artifact) {
    try {
      return codec.get();
    } catch (LinkageError e) {
      throw missing(kind, artifact, e);
    }
  }

  private static IllegalStateException missing(CodecKind kind, String artifact, LinkageError e) {
    return new IllegalStateException(
        "%s needs the library %s, which is not there or does not load (on the module path, name its module with --add-modules)"
            .formatted(kind, artifact),
        e);
  }

  /**
   * Which codec this is.
   *
   * @return its kind
   */
  public final CodecKind kind() {
    return kind;
  }

  /**
   * The most bytes that compressing can make.
   *
   * @param length bytes to compress
   * @return a capacity that always suffices
   */
  public abstract long bound(long length);

  /**
   * Whether this codec knows another {@link Search} than its level's. The others find what they
   * find at the price of the lowest levels, whatever the codec's own, so the lowest have none.
   *
   * @return whether {@link #compress(Search, MemorySegment, long, long, MemorySegment, long, long)}
   *     heeds its first argument
   */
  public boolean hasShortcuts() {
    return false;
  }

  /**
   * Compresses a range as the codec's level does.
   *
   * @param source the bytes
   * @param sourceOffset where they start
   * @param length how many
   * @param target receives the compressed form
   * @param targetOffset where it starts
   * @param capacity bytes that may be written; {@link #bound} always suffices
   * @return bytes written
   * @throws CodecException if the capacity does not suffice
   */
  public final long compress(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    return compress(Search.LEVEL, source, sourceOffset, length, target, targetOffset, capacity);
  }

  /**
   * Compresses a range, looking for repetitions in a certain way.
   *
   * @param search how; codecs without shortcuts have one way
   * @param source the bytes
   * @param sourceOffset where they start
   * @param length how many
   * @param target receives the compressed form
   * @param targetOffset where it starts
   * @param capacity bytes that may be written; {@link #bound} always suffices
   * @return bytes written
   * @throws CodecException if the capacity does not suffice
   */
  public final long compress(
      Search search,
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    check(source, sourceOffset, length, target, targetOffset, capacity);
    turnTo(search);
    return deflate(source, sourceOffset, length, target, targetOffset, capacity);
  }

  /**
   * Decompresses a range that holds one compressed page body.
   *
   * @param source the compressed bytes
   * @param sourceOffset where they start
   * @param length how many
   * @param target receives the page body
   * @param targetOffset where it starts
   * @param capacity bytes that may be written
   * @return bytes written
   * @throws CodecException if the bytes are corrupt or the capacity does not suffice
   */
  public final long decompress(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    check(source, sourceOffset, length, target, targetOffset, capacity);
    return inflate(source, sourceOffset, length, target, targetOffset, capacity);
  }

  /** Settles how {@link #deflate} searches. */
  void turnTo(Search search) {}

  abstract long deflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity);

  abstract long inflate(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity);

  /** Gives the working state back; called once. */
  abstract void free();

  /**
   * Gives the working state back.
   *
   * @throws IllegalStateException at the second call
   */
  @Override
  public final void close() {
    if (closed) {
      throw new IllegalStateException("The " + kind + " codec is closed already");
    }
    closed = true;
    ticket.close();
    free();
  }

  private void check(
      MemorySegment source,
      long sourceOffset,
      long length,
      MemorySegment target,
      long targetOffset,
      long capacity) {
    if (closed) {
      throw new IllegalStateException("The " + kind + " codec is closed");
    }
    Objects.checkFromIndexSize(sourceOffset, length, source.byteSize());
    Objects.checkFromIndexSize(targetOffset, capacity, target.byteSize());
  }

  /** What failed, in numbers. */
  final CodecException failure(String operation, long length, long capacity, String reason) {
    return new CodecException(message(operation, length, capacity, reason));
  }

  /** What failed, in numbers, and what the library said. */
  final CodecException failure(String operation, long length, long capacity, Throwable cause) {
    return new CodecException(message(operation, length, capacity, cause.toString()), cause);
  }

  private String message(String operation, long length, long capacity, String reason) {
    return "%s cannot %s %d bytes into at most %d: %s"
        .formatted(kind, operation, length, capacity, reason);
  }
}
