package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.encoding.Encoding;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DetectLeaks
@SuppressWarnings("NullAway") // Thrift calls every field nullable.
class PageHeadersTest {
  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(8));
  private final GrowableSegment out = GrowableSegment.allocate(pool, "headers", 1 << 16);
  private final PageHeaders headers = new PageHeaders();

  @AfterEach
  void release() {
    out.close();
    pool.close();
  }

  @Test
  void dataPageV1SaysWhatItWasTold() throws IOException {
    headers.dataPageV1(out, 1_000_000, 300_000, 0xFEDCBA98L, 70_000, Encoding.DELTA_BYTE_ARRAY);

    PageHeader read = Util.readPageHeader(Bytes.stream(out));

    assertThat(read.getType()).isEqualTo(PageType.DATA_PAGE);
    assertThat(read.getUncompressed_page_size()).isEqualTo(1_000_000);
    assertThat(read.getCompressed_page_size()).isEqualTo(300_000);
    assertThat(read.getCrc()).isEqualTo(0xFEDCBA98);
    assertThat(read.getData_page_header().getNum_values()).isEqualTo(70_000);
    assertThat(read.getData_page_header().getEncoding())
        .isEqualTo(org.apache.parquet.format.Encoding.DELTA_BYTE_ARRAY);
    assertThat(read.getData_page_header().getDefinition_level_encoding())
        .isEqualTo(org.apache.parquet.format.Encoding.RLE);
    assertThat(read.getData_page_header().getRepetition_level_encoding())
        .isEqualTo(org.apache.parquet.format.Encoding.RLE);
  }

  @Test
  void dataPageV2SaysWhatItWasTold() throws IOException {
    headers.dataPageV2(out, 90, 80, 1, 10, 3, 11, Encoding.PLAIN, 5, 6, true);

    PageHeader read = Util.readPageHeader(Bytes.stream(out));

    assertThat(read.getType()).isEqualTo(PageType.DATA_PAGE_V2);
    DataPageHeaderV2 v2 = read.getData_page_header_v2();
    assertThat(v2.getNum_rows()).isEqualTo(10);
    assertThat(v2.getNum_nulls()).isEqualTo(3);
    assertThat(v2.getNum_values()).isEqualTo(11);
    assertThat(v2.getEncoding()).isEqualTo(org.apache.parquet.format.Encoding.PLAIN);
    assertThat(v2.getDefinition_levels_byte_length()).isEqualTo(5);
    assertThat(v2.getRepetition_levels_byte_length()).isEqualTo(6);
    assertThat(v2.isIs_compressed()).isTrue();
  }

  @Test
  void dictionaryPageSaysWhatItWasTold() throws IOException {
    headers.dictionaryPage(out, 40, 30, 0, 17);

    PageHeader read = Util.readPageHeader(Bytes.stream(out));

    assertThat(read.getType()).isEqualTo(PageType.DICTIONARY_PAGE);
    assertThat(read.getCrc()).isZero();
    assertThat(read.isSetCrc()).isTrue();
    assertThat(read.getDictionary_page_header().getNum_values()).isEqualTo(17);
    assertThat(read.getDictionary_page_header().getEncoding())
        .isEqualTo(org.apache.parquet.format.Encoding.PLAIN);
  }

  @Test
  void aChecksumDoesNotStickToTheNextPage() throws IOException {
    headers.dataPageV1(out, 1, 1, 5, 1, Encoding.PLAIN);
    headers.dataPageV1(out, 1, 1, PageHeaders.NO_CHECKSUM, 1, Encoding.RLE_DICTIONARY);

    InputStream in = Bytes.stream(out);

    assertThat(Util.readPageHeader(in).isSetCrc()).isTrue();
    assertThat(Util.readPageHeader(in).isSetCrc()).isFalse();
    assertThat(in.available()).isZero();
  }

  @Test
  void everyEncodingHasItsNameInTheFormat() throws IOException {
    for (Encoding encoding : Encoding.values()) {
      out.clear();
      headers.dataPageV1(out, 1, 1, 5, 1, encoding);
      PageHeader read = Util.readPageHeader(Bytes.stream(out));
      assertThat(read.getData_page_header().getEncoding().name()).isEqualTo(encoding.name());
    }
  }

  @Test
  void theLargestHeaderFitsWhatIsReserved() {
    int most = Integer.MIN_VALUE;
    headers.dataPageV2(
        out, most, most, 0x80000000L, most, most, most, Encoding.PLAIN, most, most, false);

    assertThat(out.size()).isLessThan(128);
  }

  @Test
  void aHeaderCostsNextToNothingOnTheHeap() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    write(20_000);
    int count = 10_000;
    long before = threads.getCurrentThreadAllocatedBytes();
    write(count);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(bytes / (3.0 * count)).isLessThan(64);
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      out.clear();
      headers.dataPageV1(out, i, i, i, i, Encoding.PLAIN);
      headers.dataPageV2(out, i, i, i, i, i, i, Encoding.PLAIN, i, i, true);
      headers.dictionaryPage(out, i, i, i, i);
    }
  }

  @Test
  void aHeaderThatFindsNoMemoryLeavesNothingBehind() {
    try (MemoryPool small = MemoryPool.create(MemoryLimit.bytes(1 << 10));
        GrowableSegment full = GrowableSegment.allocate(small, "full", 1 << 10)) {
      full.putZeros(1 << 10);
      assertThatThrownBy(() -> headers.dictionaryPage(full, 1, 1, 1, 1))
          .isInstanceOf(MemoryLimitExceededException.class);
      assertThat(full.size()).isEqualTo(1 << 10);
    }
  }
}
