package dev.intarsia.parquet.read;

import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.encoding.compress.ZstdPrefix;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one thread decodes with, whichever column it is at: a codec of each kind, ids and bits on
 * their way, and the page indexes.
 */
final class DecodeScratch implements AutoCloseable {
  /** Ids that are turned into values at once: they stay in the first-level cache. */
  static final int BLOCK = 2048;

  private static final long SLACK = 64;

  private final Map<CodecKind, Codec> codecs = new EnumMap<>(CodecKind.class);
  private final FileIndexes indexes;
  private final MemoryPool pool;
  private final GrowableSegment block;
  private @Nullable ZstdPrefix prefix;

  DecodeScratch(OpenFile file, String owner) {
    indexes = new FileIndexes(file);
    pool = file.pool();
    block = GrowableSegment.allocate(file.pool(), owner + ", scratch", 0);
  }

  /** Where pages are. */
  FileIndexes indexes() {
    return indexes;
  }

  /** The codec of a kind, which is opened when first asked for. */
  Codec codec(CodecKind kind) {
    return codecs.computeIfAbsent(kind, Codec::create);
  }

  /** What decompresses the front of a page. */
  ZstdPrefix prefix() {
    ZstdPrefix opened = prefix;
    if (opened == null) {
      opened = new ZstdPrefix(pool);
      prefix = opened;
    }
    return opened;
  }

  /** Room for {@link #BLOCK} values of four bytes; nobody keeps it. */
  MemorySegment block() {
    if (block.capacity() == 0) {
      block.reserve((long) BLOCK * Integer.BYTES + SLACK);
    }
    return block.segment();
  }

  @Override
  public void close() {
    codecs.values().forEach(Codec::close);
    codecs.clear();
    if (prefix != null) {
      prefix.close();
      prefix = null;
    }
    block.close();
    indexes.close();
  }
}
