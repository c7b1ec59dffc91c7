package dev.intarsia.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;

/** Files whose values are sound, and of which the metadata leaves out what a filter relies on. */
@DetectLeaks
class MisleadingMetadataTest {
  private static final int LONGEST_FOOTER = 500;

  private static long count(byte[] file, Filter filter, MemoryPool pool) throws IOException {
    FileSource source = FileSource.of(MemorySegment.ofArray(file), "misleading.parquet");
    ReaderOptions options = ReaderOptions.builder().footerBytes(LONGEST_FOOTER).build();
    try (ParquetReader reader = ParquetReader.open(source, pool, options)) {
      return reader.scan().filter(filter).count();
    }
  }

  @Test
  void aPageIndexWithoutPagesIsRefusedWhereThereAreRows(MemoryPool pool) throws IOException {
    byte[] file =
        new PagesFile(3)
            .page(PagesFile.dataV1(3, Encoding.PLAIN), PagesFile.ints(1, 2, 3))
            .column("a", Type.INT32, FieldRepetitionType.REQUIRED, 3)
            .indexes(
                new ColumnIndex(List.of(), List.of(), List.of(), BoundaryOrder.UNORDERED),
                new OffsetIndex(List.of()))
            .finish();
    assertThatThrownBy(() -> count(file, Filter.ge("a", 0), pool))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("OffsetIndex")
        .hasMessageContaining("no page");
  }

  @Test
  void aPageIndexIsNoLongerThanAFooterMayBe(MemoryPool pool) throws IOException {
    List<ByteBuffer> bounds = Collections.nCopies(LONGEST_FOOTER, ByteBuffer.allocate(4));
    byte[] file =
        new PagesFile(3)
            .page(PagesFile.dataV1(3, Encoding.PLAIN), PagesFile.ints(1, 2, 3))
            .column("a", Type.INT32, FieldRepetitionType.REQUIRED, 3)
            .indexes(
                new ColumnIndex(
                    Collections.nCopies(LONGEST_FOOTER, false),
                    bounds,
                    bounds,
                    BoundaryOrder.UNORDERED),
                new OffsetIndex(List.of()))
            .finish();
    assertThatThrownBy(() -> count(file, Filter.ge("a", 0), pool))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("ReaderOptions.footerBytes");
  }

  @Test
  void aDictionaryIsNotAllThereIsWhereDataPagesGoUnmentioned(MemoryPool pool) throws IOException {
    byte[] file =
        new PagesFile(3)
            .page(PagesFile.dictionary(1), PagesFile.ints(7))
            .page(PagesFile.dataV1(3, Encoding.PLAIN), PagesFile.ints(1, 2, 3))
            .column("a", Type.INT32, FieldRepetitionType.REQUIRED, 3)
            .tell(
                chunk ->
                    Objects.requireNonNull(chunk.getMeta_data())
                        .setEncoding_stats(
                            List.of(
                                new PageEncodingStats(
                                    PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1))))
            .finish();
    assertThat(count(file, Filter.lt("a", 3), pool)).isEqualTo(2);
  }
}
