package dev.intarsia.parquet.write;

import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.parquet.Compression;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The compression contexts of one writer: one for each codec and level that its columns use. */
final class Codecs implements AutoCloseable {
  private final Map<Compression, Codec> open = new HashMap<>();

  ChunkCodec forChunk(Compression compression, boolean mayGiveUp) {
    CodecKind kind = kind(compression);
    return new ChunkCodec(kind, codec(compression, kind), mayGiveUp);
  }

  private @Nullable Codec codec(Compression compression, CodecKind kind) {
    return kind == CodecKind.UNCOMPRESSED
        ? null
        : open.computeIfAbsent(compression, asked -> Codec.create(kind, asked.level()));
  }

  private static CodecKind kind(Compression compression) {
    return switch (compression.codec()) {
      case UNCOMPRESSED -> CodecKind.UNCOMPRESSED;
      case SNAPPY -> CodecKind.SNAPPY;
      case GZIP -> CodecKind.GZIP;
      case LZ4_RAW -> CodecKind.LZ4_RAW;
      case ZSTD -> CodecKind.ZSTD;
    };
  }

  @Override
  public void close() {
    open.values().forEach(Codec::close);
    open.clear();
  }
}
