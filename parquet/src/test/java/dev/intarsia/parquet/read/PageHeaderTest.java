package dev.intarsia.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.parquet.PageEncoding;
import dev.intarsia.parquet.PageType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.IndexPageHeader;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our parser against the headers that Thrift writes. */
class PageHeaderTest {
  private final PageHeader header = new PageHeader();

  private static byte[] thrift(org.apache.parquet.format.PageHeader written) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writePageHeader(written, bytes);
    return bytes.toByteArray();
  }

  private long read(byte[] bytes, int from, int to) {
    return header.read(MemorySegment.ofArray(bytes), from, to, "header");
  }

  @Test
  void headersOfThriftAreReadFieldByField() throws IOException {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 3_000; i++) {
      org.apache.parquet.format.PageHeader written = random(random);
      byte[] alone = thrift(written);
      byte[] bytes = new byte[alone.length + 9];
      System.arraycopy(alone, 0, bytes, 5, alone.length);
      assertThat(read(bytes, 5, bytes.length)).isEqualTo(5 + alone.length);
      check(written);
      int cut = random.nextInt(alone.length);
      assertThatThrownBy(() -> read(alone, 0, cut)).isInstanceOf(CorruptDataException.class);
      assertThat(header.ranOut()).isTrue();
    }
  }

  @Test
  void partsOfOtherPageTypesDoNotCount() throws IOException {
    var written =
        new org.apache.parquet.format.PageHeader(org.apache.parquet.format.PageType.DATA_PAGE, 8, 9)
            .setData_page_header(new DataPageHeader(3, Encoding.PLAIN, Encoding.RLE, Encoding.RLE))
            .setDictionary_page_header(new DictionaryPageHeader(77, Encoding.RLE_DICTIONARY))
            .setData_page_header_v2(
                new DataPageHeaderV2(4, 5, 6, Encoding.DELTA_BINARY_PACKED, 7, 8));
    byte[] bytes = thrift(written);
    assertThat(read(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    check(written);
    byte[] other = thrift(written.setType(org.apache.parquet.format.PageType.INDEX_PAGE));
    assertThat(read(other, 0, other.length)).isEqualTo(other.length);
    written.unsetDictionary_page_header();
    byte[] none = thrift(written.setType(org.apache.parquet.format.PageType.DICTIONARY_PAGE));
    assertThatThrownBy(() -> read(none, 0, none.length))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("it has no number of values");
  }

  @Test
  void theTypeMayFollowItsPart() {
    // |struct 5: values 3, PLAIN, RLE, RLE| type 0 | sizes 8 and 9
    byte[] sound = {0x5C, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0x05, 2, 0, 0x15, 16, 0x15, 18, 0};
    read(sound, 0, sound.length);
    assertThat(header.type()).isEqualTo(PageType.DATA_V1);
    assertThat(header.values()).isEqualTo(3);
    assertThat(header.compressedBytes()).isEqualTo(9);
    byte[] other = sound.clone();
    other[12] = 4; // a dictionary
    assertThatThrownBy(() -> read(other, 0, other.length))
        .hasMessageContaining("it has no number of values");
  }

  private static org.apache.parquet.format.PageHeader random(RandomGenerator random) {
    List<org.apache.parquet.format.PageType> types =
        List.of(org.apache.parquet.format.PageType.values());
    var type = types.get(random.nextInt(types.size()));
    var written =
        new org.apache.parquet.format.PageHeader(type, random.nextInt(), random.nextInt());
    if (random.nextBoolean()) {
      written.setCrc(random.nextInt());
    }
    switch (type) {
      case DATA_PAGE ->
          written.setData_page_header(
              new DataPageHeader(
                      random.nextInt(), encoding(random), encoding(random), encoding(random))
                  .setStatistics(statistics(random)));
      case DATA_PAGE_V2 -> {
        var v2 =
            new DataPageHeaderV2(
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                encoding(random),
                random.nextInt(),
                random.nextInt());
        if (random.nextBoolean()) {
          v2.setIs_compressed(random.nextBoolean());
        }
        written.setData_page_header_v2(v2.setStatistics(statistics(random)));
      }
      case DICTIONARY_PAGE ->
          written.setDictionary_page_header(
              new DictionaryPageHeader(random.nextInt(), encoding(random))
                  .setIs_sorted(random.nextBoolean()));
      case INDEX_PAGE -> written.setIndex_page_header(new IndexPageHeader());
    }
    return written;
  }

  private static Encoding encoding(RandomGenerator random) {
    List<Encoding> all = List.of(Encoding.values());
    return all.get(random.nextInt(all.size()));
  }

  private static Statistics statistics(RandomGenerator random) {
    Statistics statistics = new Statistics();
    if (random.nextBoolean()) {
      statistics.setMin_value(new byte[random.nextInt(300)]).setMax_value(new byte[3]);
      statistics.setIs_max_value_exact(random.nextBoolean());
    }
    return random.nextBoolean() ? statistics : statistics.setNull_count(random.nextLong());
  }

  private void check(org.apache.parquet.format.PageHeader written) {
    assertThat(header.compressedBytes()).isEqualTo(written.getCompressed_page_size());
    assertThat(header.uncompressedBytes()).isEqualTo(written.getUncompressed_page_size());
    assertThat(header.hasChecksum()).isEqualTo(written.isSetCrc());
    if (written.isSetCrc()) {
      assertThat(header.checksum()).isEqualTo(written.getCrc());
    }
    switch (present(written.getType())) {
      case DATA_PAGE -> {
        DataPageHeader v1 = present(written.getData_page_header());
        assertThat(header.type()).isEqualTo(PageType.DATA_V1);
        assertThat(header.values()).isEqualTo(v1.getNum_values());
        same(header.encoding(), v1.getEncoding());
        same(header.definitionEncoding(), v1.getDefinition_level_encoding());
        same(header.repetitionEncoding(), v1.getRepetition_level_encoding());
      }
      case DATA_PAGE_V2 -> {
        DataPageHeaderV2 v2 = present(written.getData_page_header_v2());
        assertThat(header.type()).isEqualTo(PageType.DATA_V2);
        assertThat(header.values()).isEqualTo(v2.getNum_values());
        assertThat(header.rows()).isEqualTo(v2.getNum_rows());
        same(header.encoding(), v2.getEncoding());
        assertThat(header.definitionBytes()).isEqualTo(v2.getDefinition_levels_byte_length());
        assertThat(header.repetitionBytes()).isEqualTo(v2.getRepetition_levels_byte_length());
        assertThat(header.isCompressed()).isEqualTo(v2.isIs_compressed());
      }
      case DICTIONARY_PAGE -> {
        DictionaryPageHeader dictionary = present(written.getDictionary_page_header());
        assertThat(header.type()).isEqualTo(PageType.DICTIONARY);
        assertThat(header.values()).isEqualTo(dictionary.getNum_values());
        same(header.encoding(), dictionary.getEncoding());
      }
      case INDEX_PAGE -> assertThat(header.type()).isEqualTo(PageType.INDEX);
    }
  }

  private static void same(PageEncoding read, @Nullable Encoding written) {
    assertThat(read.name()).isEqualTo(present(written).name());
  }

  private static <T> T present(@Nullable T field) {
    return Objects.requireNonNull(field);
  }
}
