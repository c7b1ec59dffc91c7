package dev.intarsia.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.intarsia.memory.CorruptDataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Util;

/**
 * Page headers under Jazzer: they are read or refused, and what Thrift reads as well says the same.
 */
public class PageHeaderFuzzing {
  @FuzzTest(maxDuration = "1m")
  public void header(byte[] bytes) {
    read(bytes);
  }

  /** Whether a header is read, by Thrift as well. */
  public static boolean read(byte[] bytes) {
    PageHeader ours = new PageHeader();
    long end;
    try {
      end = ours.read(MemorySegment.ofArray(bytes), 0, bytes.length, "header");
    } catch (CorruptDataException refused) {
      return false;
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    org.apache.parquet.format.PageHeader theirs;
    try {
      theirs = Util.readPageHeader(in);
    } catch (IOException | RuntimeException refused) {
      // Thrift wants to know more than is of use
      return false;
    }
    assertThat(end).isEqualTo(bytes.length - in.available());
    assertThat(ours.compressedBytes()).isEqualTo(theirs.getCompressed_page_size());
    assertThat(ours.uncompressedBytes()).isEqualTo(theirs.getUncompressed_page_size());
    assertThat(ours.hasChecksum()).isEqualTo(theirs.isSetCrc());
    compareParts(ours, theirs);
    return true;
  }

  private static void compareParts(PageHeader ours, org.apache.parquet.format.PageHeader theirs) {
    switch (ours.type()) {
      case DATA_V1 -> {
        DataPageHeader own = Objects.requireNonNull(theirs.getData_page_header());
        assertThat(ours.values()).isEqualTo(own.getNum_values());
        assertThat(ours.encoding()).hasToString(String.valueOf(own.getEncoding()));
        assertThat(ours.definitionEncoding())
            .hasToString(String.valueOf(own.getDefinition_level_encoding()));
        assertThat(ours.repetitionEncoding())
            .hasToString(String.valueOf(own.getRepetition_level_encoding()));
      }
      case DATA_V2 -> {
        DataPageHeaderV2 own = Objects.requireNonNull(theirs.getData_page_header_v2());
        assertThat(ours.values()).isEqualTo(own.getNum_values());
        assertThat(ours.nulls()).isEqualTo(own.getNum_nulls());
        assertThat(ours.rows()).isEqualTo(own.getNum_rows());
        assertThat(ours.encoding()).hasToString(String.valueOf(own.getEncoding()));
        assertThat(ours.definitionBytes()).isEqualTo(own.getDefinition_levels_byte_length());
        assertThat(ours.repetitionBytes()).isEqualTo(own.getRepetition_levels_byte_length());
        assertThat(ours.isCompressed()).isEqualTo(own.isIs_compressed());
      }
      case DICTIONARY -> {
        DictionaryPageHeader own = Objects.requireNonNull(theirs.getDictionary_page_header());
        assertThat(ours.values()).isEqualTo(own.getNum_values());
        assertThat(ours.encoding()).hasToString(String.valueOf(own.getEncoding()));
      }
      case INDEX, UNKNOWN -> {}
    }
  }
}
