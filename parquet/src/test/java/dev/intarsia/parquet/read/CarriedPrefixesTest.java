package dev.intarsia.parquet.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ScanBuilder;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.Type;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DELTA_BYTE_ARRAY as parquet-mr had it before 1.8.0 (PARQUET-246): the first value of a page goes
 * on from the last one of the page before.
 */
@DetectLeaks
class CarriedPrefixesTest {
  private static final int PAGE_ROWS = 50;
  private static final int PAGES = 6;
  private static final int ROWS = PAGE_ROWS * PAGES;
  private static final int WIDTH = 9;
  private static final String OLD = "parquet-mr version 1.7.0 (build 1)";
  private static final String MENDED = "parquet-mr version 1.8.0 (build 1)";

  @TempDir private Path folder;
  private final MemoryPool pool;
  private final List<String> values = new ArrayList<>();

  CarriedPrefixesTest(MemoryPool pool) {
    this.pool = pool;
    var random = new SplittableRandom(1);
    for (int i = 0; i < ROWS; i++) {
      values.add("value%04d".formatted(3 * i + random.nextInt(3)));
    }
  }

  /** The values of a page, as an old writer left them that kept its last value. */
  private byte[] page(int page, boolean carried) throws IOException {
    ValuesWriter prefixes =
        new DeltaBinaryPackingValuesWriterForInteger(1_000, 1_000, new HeapByteBufferAllocator());
    ValuesWriter suffixes =
        new DeltaLengthByteArrayValuesWriter(1_000, 1_000, new HeapByteBufferAllocator());
    for (int i = page * PAGE_ROWS; i < (page + 1) * PAGE_ROWS; i++) {
      boolean goesOn = i % PAGE_ROWS > 0 || (carried && i > 0);
      int prefix = goesOn ? common(values.get(i - 1), values.get(i)) : 0;
      prefixes.writeInteger(prefix);
      suffixes.writeBytes(Binary.fromString(values.get(i).substring(prefix)));
    }
    return PagesFile.concat(bytes(prefixes), bytes(suffixes));
  }

  private static byte[] bytes(ValuesWriter writer) throws IOException {
    return writer.getBytes().toInputStream().readAllBytes();
  }

  private static int common(String first, String second) {
    int length = 0;
    while (length < first.length() && first.charAt(length) == second.charAt(length)) {
      length++;
    }
    return length;
  }

  private Path file(@Nullable String writer, boolean carried, boolean v2) throws IOException {
    PagesFile file = new PagesFile(ROWS);
    for (int page = 0; page < PAGES; page++) {
      file.page(
          v2
              ? PagesFile.dataV2(PAGE_ROWS, 0, 0, Encoding.DELTA_BYTE_ARRAY)
              : PagesFile.dataV1(PAGE_ROWS, Encoding.DELTA_BYTE_ARRAY),
          page(page, carried));
    }
    file.column("text", Type.BYTE_ARRAY, FieldRepetitionType.REQUIRED, ROWS);
    if (writer != null) {
      file.createdBy(writer);
    }
    return Files.write(folder.resolve("old.parquet"), file.finish());
  }

  private List<String> read(Path file, long from, long count, @Nullable Filter filter)
      throws IOException {
    List<String> read = new ArrayList<>();
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      ScanBuilder asked = reader.scan().batchRows(70).rows(from, count);
      if (filter != null) {
        asked.filter(filter);
      }
      try (BatchScan scan = asked.open()) {
        ColumnBatch next;
        while ((next = scan.next()) != null) {
          try (ColumnBatch batch = next) {
            for (int row = 0; row < batch.rowCount(); row++) {
              read.add(text(batch, row));
            }
          }
        }
      }
    }
    return read;
  }

  private static String text(ColumnBatch batch, int row) {
    return switch (batch.column(0)) {
      case BinaryColumn texts -> texts.getString(row);
      case FixedWidthColumn fixed ->
          new String(fixed.getBytes(row).toArray(ValueLayout.JAVA_BYTE), UTF_8);
      default -> throw new IllegalStateException();
    };
  }

  private static List<String> parquetJava(Path file) throws IOException {
    List<String> read = new ArrayList<>();
    try (var reader = new Builder(new LocalInputFile(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        read.add(row.getBinary(0, 0).toStringUsingUTF8());
      }
    }
    return read;
  }

  private static final class Builder
      extends org.apache.parquet.hadoop.ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  @Test
  void pagesOfOldWritersGoOnWhereTheOneBeforeEnded() throws IOException {
    for (boolean v2 : new boolean[] {false, true}) {
      Path file = file(OLD, true, v2);
      assertThat(parquetJava(file)).isEqualTo(values);
      assertThat(read(file, 0, ROWS, null)).isEqualTo(values);
    }
  }

  @Test
  void pagesThatArePassedOverAreDecodedAllTheSame() throws IOException {
    for (boolean v2 : new boolean[] {false, true}) {
      Path file = file(OLD, true, v2);
      for (int from : new int[] {1, PAGE_ROWS, PAGE_ROWS + 7, 3 * PAGE_ROWS, ROWS - 1}) {
        assertThat(read(file, from, 60, null))
            .isEqualTo(values.subList(from, Math.min(ROWS, from + 60)));
      }
      String wanted = values.get(4 * PAGE_ROWS);
      assertThat(read(file, 0, ROWS, Filter.eq("text", wanted))).containsExactly(wanted);
    }
  }

  @Test
  void fixedWidthsGoOnAsWell() throws IOException {
    PagesFile file = new PagesFile(ROWS);
    for (int page = 0; page < PAGES; page++) {
      file.page(PagesFile.dataV1(PAGE_ROWS, Encoding.DELTA_BYTE_ARRAY), page(page, true));
    }
    file.column("text", Type.FIXED_LEN_BYTE_ARRAY, FieldRepetitionType.REQUIRED, ROWS)
        .typeLength(WIDTH)
        .createdBy(OLD);
    Path written = Files.write(folder.resolve("fixed.parquet"), file.finish());
    assertThat(read(written, 0, ROWS, null)).isEqualTo(values);
  }

  @Test
  void pagesThatStandAloneAreReadWhoeverWroteThem() throws IOException {
    assertThat(read(file(OLD, false, false), 60, ROWS, null)).isEqualTo(values.subList(60, ROWS));
    assertThat(read(file(MENDED, false, true), 60, ROWS, null)).isEqualTo(values.subList(60, ROWS));
  }

  @Test
  void whoDoesNotGiveANameMayBeAsOld() throws IOException {
    assertThat(read(file(null, true, false), 0, ROWS, null)).isEqualTo(values);
  }

  @Test
  void theSamePagesOfAMendedWriterAreCorrupt() throws IOException {
    Path file = file(MENDED, true, false);
    assertThatThrownBy(() -> read(file, 0, ROWS, null))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("page 1: its values, byte")
        .hasMessageContaining("a prefix of");
  }
}
