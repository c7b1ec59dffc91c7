package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The page indexes of foreign files against what parquet-java makes of them. */
@DetectLeaks
class PageIndexTest {
  @Test
  void placesAndStatisticsOfPagesAreThoseOfParquetJava(MemoryPool pool) throws IOException {
    Path folder = Path.of(System.getProperty("intarsia.parquet-testing", "missing"), "data");
    Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no parquet-testing at " + folder);
    int compared = 0;
    for (Path file : parquetFiles(folder)) {
      try (ParquetReader mapped = ParquetReader.open(file, pool);
          ParquetReader ours =
              ParquetReader.open(FileSource.unmapped(file), pool, ReaderOptions.defaults())) {
        if (hasIndex(ours.metadata())) {
          try (ParquetFileReader theirs = ParquetFileReader.open(new LocalInputFile(file))) {
            compared += compare(ours, theirs, file);
          }
          compareTwins(mapped, ours, file);
        }
      }
    }
    assertThat(compared).as("chunks with page indexes").isGreaterThan(20);
  }

  private static boolean hasIndex(FileMetadata metadata) {
    return metadata.rowGroups().stream()
        .flatMap(group -> group.columns().stream())
        .anyMatch(chunk -> chunk.columnIndex() != null);
  }

  private static List<Path> parquetFiles(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static int compare(ParquetReader ours, ParquetFileReader theirs, Path file)
      throws IOException {
    int compared = 0;
    List<BlockMetaData> blocks = theirs.getFooter().getBlocks();
    for (int group = 0; group < blocks.size(); group++) {
      List<ColumnChunkMetaData> columns = blocks.get(group).getColumns();
      for (int column = 0; column < columns.size(); column++) {
        String where = file.getFileName() + ", row group " + group + ", column " + column;
        ColumnChunkMetaData chunk = columns.get(column);
        compareLocations(ours.pageLocations(group, column), theirs.readOffsetIndex(chunk), where);
        var index = theirs.readColumnIndex(chunk);
        if (index != null) {
          compareIndex(Objects.requireNonNull(ours.columnIndex(group, column)), index, where);
          compared++;
        }
      }
    }
    return compared;
  }

  private static void compareTwins(ParquetReader mapped, ParquetReader read, Path file)
      throws IOException {
    for (RowGroupMetadata group : mapped.metadata().rowGroups()) {
      for (int column = 0; column < group.columns().size(); column++) {
        assertThat(read.pageLocations(group.index(), column))
            .as(file.toString())
            .isEqualTo(mapped.pageLocations(group.index(), column));
        assertThat(read.columnIndex(group.index(), column))
            .as(file.toString())
            .isEqualTo(mapped.columnIndex(group.index(), column));
      }
    }
  }

  private static void compareLocations(
      @Nullable List<PageLocation> ours, @Nullable OffsetIndex theirs, String where) {
    if (theirs == null) {
      assertThat(ours).as(where).isNull();
      return;
    }
    List<PageLocation> expected = new ArrayList<>();
    for (int i = 0; i < theirs.getPageCount(); i++) {
      expected.add(
          new PageLocation(
              theirs.getOffset(i), theirs.getCompressedPageSize(i), theirs.getFirstRowIndex(i)));
    }
    assertThat(ours).as(where).isEqualTo(expected);
  }

  private static void compareIndex(
      ColumnIndex ours,
      org.apache.parquet.internal.column.columnindex.ColumnIndex theirs,
      String where) {
    assertThat(ours.order().name()).as(where).isEqualTo(theirs.getBoundaryOrder().name());
    List<PageStatistics> expected = new ArrayList<>();
    for (int i = 0; i < ours.pages().size(); i++) {
      PageStatistics page = ours.pages().get(i);
      expected.add(
          new PageStatistics(
              theirs.getNullPages().get(i),
              page.min() == null ? null : like(page.min(), theirs.getMinValues().get(i)),
              page.max() == null ? null : like(page.max(), theirs.getMaxValues().get(i)),
              theirs.getNullCounts() == null ? -1 : theirs.getNullCounts().get(i),
              page.nanCount()));
    }
    assertThat(ours.pages()).as(where).isEqualTo(expected);
  }

  /** Their bound; ours where both are a float's zero, whose sign we take from what it bounds. */
  private static Bound like(Bound ours, ByteBuffer theirs) {
    byte[] bytes = bytes(theirs);
    boolean zeros = isZero(bytes) && isZero(ours.toByteArray());
    return zeros ? ours : Bound.of(bytes, ours.exact());
  }

  private static boolean isZero(byte[] value) {
    byte[] unsigned = value.clone();
    if (unsigned.length > 0) {
      unsigned[unsigned.length - 1] &= 0x7F;
    }
    return Arrays.equals(unsigned, new byte[unsigned.length]);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
