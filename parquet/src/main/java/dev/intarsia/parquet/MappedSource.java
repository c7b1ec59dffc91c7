package dev.intarsia.parquet;

import dev.intarsia.memory.MappedFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** A local file in the operating system's cache. */
final class MappedSource implements FileSource {
  private final MappedFile file;

  private MappedSource(MappedFile file) {
    this.file = file;
  }

  static MappedSource open(Path path) throws IOException {
    return new MappedSource(MappedFile.open(path));
  }

  @Override
  public String name() {
    return file.path().toString();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public void read(long position, MemorySegment target) throws IOException {
    SegmentSource.copy(file.segment(), position, target, name());
  }

  @Override
  public MemorySegment mapped() {
    return file.segment();
  }

  @Override
  public void close() {
    if (file.segment().scope().isAlive()) {
      file.close();
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
