package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.PageHeader;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dictionary of one entry needs no bits for its indices, but its pages still carry their run:
 * lenient readers take pages without, strict ones fail on them.
 */
@NullUnmarked // the getters of Thrift are nullable, all of them
@DetectLeaks
class OneEntryDictionaryTest {
  @Test
  void aPageOfWidthZeroStillCarriesItsRunHeader(@TempDir Path folder) throws Exception {
    Field field = Field.of("same", LogicalType.string(), false);
    GateFile gate =
        new GateFile(
            "one entry",
            Shape.ONE_DISTINCT_VALUE,
            DataPageVersion.V1,
            List.of(),
            List.of(GateColumn.of(field, ColumnEncoding.DICTIONARY, Compression.uncompressed())));
    Path file = folder.resolve("one.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited())) {
      Feeder.writeRows(file, gate, gate.values(), pool);
    }
    RawFile raw = RawFile.open(file);
    ColumnChunk chunk = raw.footer().getRow_groups().getFirst().getColumns().getFirst();
    ColumnMetaData metadata = chunk.getMeta_data();
    PageHeader header = raw.pageHeader(metadata.getData_page_offset());
    long end = chunkEnd(metadata);
    byte[] bytes = Files.readAllBytes(file);
    byte[] page = new byte[header.getUncompressed_page_size()];
    System.arraycopy(bytes, (int) end - page.length, page, 0, page.length);

    // bit width 0, then one run of 120: 120 << 1 as a varint of two bytes, and no value
    assertThat(page).containsExactly(0, 0xf0, 0x01);
  }

  private static long chunkEnd(ColumnMetaData metadata) {
    return metadata.getDictionary_page_offset() + metadata.getTotal_compressed_size();
  }
}
