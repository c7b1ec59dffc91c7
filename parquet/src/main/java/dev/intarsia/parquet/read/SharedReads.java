package dev.intarsia.parquet.read;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ByteRange;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.RowGroupMetadata;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A source that is not in memory, as the columns of one scan see it. Whoever reads first from a
 * small chunk has the small chunks of all the scan's columns in that row group read together, as
 * far as they fit; large ones are read piece by piece as they are asked for. So are those of row
 * groups that are not wanted whole: which of their pages are wanted, and whether any, is known
 * later.
 */
final class SharedReads implements FileSource {
  /** Larger chunks are large reads by themselves. */
  private static final long SMALL_CHUNK_BYTES = 1 << 20;

  /** So much waits for columns that are behind, or never come because a filter left them out. */
  private static final long MOST_HELD_BYTES = 64 << 20;

  private final FileSource source;
  private final MemoryPool pool;
  private final ReaderOptions options;

  /** The small chunks of the scan's columns by where they start. */
  private final TreeMap<Long, Small> chunks = new TreeMap<>();

  /** Groups whose chunks wait to be read, by number, the oldest first. */
  private final Map<Integer, Group> groups = new LinkedHashMap<>();

  /** Groups that were read once; what is wanted of them again is read by itself. */
  private final Set<Integer> past = new HashSet<>();

  private int groupCount;

  private long heldBytes;

  /** A chunk, and the group of chunks that is read with it. */
  private record Small(ByteRange range, int group, List<ByteRange> together) {}

  /** Chunks that were read together, and which of them were not read to their end yet. */
  private record Group(RangeReads reads, Set<ByteRange> waiting) {}

  private SharedReads(OpenFile file, int[] projection, RowPlan plan) {
    source = file.source();
    pool = file.pool();
    options = file.options();
    for (RowGroupMetadata group : file.metadata().rowGroups()) {
      if (plan.takesAll(group)) {
        List<ByteRange> small = new ArrayList<>();
        for (int field : projection) {
          for (ColumnChunkMetadata chunk : group.columns()) {
            boolean wanted = file.metadata().columns().get(chunk.column()).topLevelField() == field;
            if (wanted && chunk.compressedSize() <= SMALL_CHUNK_BYTES) {
              small.add(chunk.pages());
            }
          }
        }
        divide(small);
      }
    }
  }

  /** Puts the chunks of a row group into groups that can be held. */
  private void divide(List<ByteRange> small) {
    List<ByteRange> together = new ArrayList<>();
    long bytes = 0;
    for (ByteRange chunk : small) {
      bytes += chunk.length();
      if (bytes > MOST_HELD_BYTES) {
        together = new ArrayList<>();
        bytes = chunk.length();
        groupCount++;
      }
      together.add(chunk);
      chunks.put(chunk.offset(), new Small(chunk, groupCount, together));
    }
    groupCount++;
  }

  /**
   * The source of a file as one scan sees it.
   *
   * @param projection the fields that the scan reads
   * @param plan the rows that it reads
   * @return to be closed with the scan; null if the file is in memory
   */
  static @Nullable SharedReads of(OpenFile file, int[] projection, RowPlan plan) {
    return file.source().mapped() == null ? new SharedReads(file, projection, plan) : null;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() throws IOException {
    return source.size();
  }

  @Override
  public void read(long position, MemorySegment target) throws IOException {
    long length = target.byteSize();
    synchronized (this) {
      Map.Entry<Long, Small> at = chunks.floorEntry(position);
      if (at != null && position + length <= at.getValue().range().end()) {
        Small chunk = at.getValue();
        Group group = group(chunk);
        if (group != null) {
          MemorySegment bytes = group.reads().segment(position);
          MemorySegment.copy(bytes, group.reads().offset(position), target, 0, length);
          if (position + length == chunk.range().end()) {
            leave(chunk, group);
          }
          return;
        }
      }
    }
    source.read(position, target);
  }

  private @Nullable Group group(Small chunk) throws IOException {
    Group known = groups.get(chunk.group());
    if (known != null || !past.add(chunk.group())) {
      return known;
    }
    while (heldBytes > MOST_HELD_BYTES) {
      drop(groups.keySet().iterator().next());
    }
    RangeReads reads = RangeReads.of(source, chunk.together(), pool, options, "column chunks");
    Group group = new Group(reads, new HashSet<>(chunk.together()));
    groups.put(chunk.group(), group);
    heldBytes += reads.readBytes();
    return group;
  }

  private void leave(Small chunk, Group group) {
    group.waiting().remove(chunk.range());
    if (group.waiting().isEmpty()) {
      drop(chunk.group());
    }
  }

  private void drop(int number) {
    Group group = groups.remove(number);
    if (group != null) {
      heldBytes -= group.reads().readBytes();
      group.reads().close();
    }
  }

  /** Gives the memory back; the source stays open. */
  @Override
  public synchronized void close() {
    groups.values().forEach(group -> group.reads().close());
    groups.clear();
  }
}
