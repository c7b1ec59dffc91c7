package dev.intarsia.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.RemoteFile;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;

/** What is held of a row group that has more small chunks than memory should take. */
@DetectLeaks
class SharedReadsTest {
  private static final int ROWS = 250_000;
  private static final int COLUMNS = 70;
  private static final long MOST_BYTES = 64 << 20;

  @Test
  void smallChunksAreReadTogetherUpToALimit(MemoryPool pool) throws IOException {
    PagesFile pages = new PagesFile(ROWS);
    for (int column = 0; column < COLUMNS; column++) {
      pages
          .page(PagesFile.dataV1(ROWS, Encoding.PLAIN), new byte[4 * ROWS])
          .column("c" + column, Type.INT32, FieldRepetitionType.REQUIRED, ROWS);
    }
    RemoteFile remote = new RemoteFile(pages.finish());
    ReaderOptions options = ReaderOptions.builder().readBytes(Integer.MAX_VALUE).build();
    try (ParquetReader reader = ParquetReader.open(remote, pool, options)) {
      remote.reads().clear();
      try (BatchScan scan = reader.scan().open();
          ColumnBatch batch = scan.next()) {
        assertThat(batch).isNotNull();
      }
    }
    assertThat(remote.reads()).hasSize(2).allMatch(read -> read.length() <= MOST_BYTES);
  }
}
