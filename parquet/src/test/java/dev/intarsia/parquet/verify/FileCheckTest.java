package dev.intarsia.parquet.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.FileSink;
import dev.intarsia.parquet.format.PlainFile;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DetectLeaks
@SuppressWarnings("NullAway") // Thrift calls every field nullable.
class FileCheckTest {
  @TempDir Path directory;
  private Path file;
  private byte[] good;

  @BeforeEach
  void writeAGoodFile() throws IOException {
    file = directory.resolve("plain.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(16));
        FileSink sink = FileSink.of(file);
        PlainFile plain = new PlainFile(pool, sink)) {
      plain.rowGroup(3, 100);
      plain.rowGroup(2, 50);
      plain.finish();
      sink.commit();
    }
    good = Files.readAllBytes(file);
  }

  private int footerLength() {
    return ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt(good.length - 8);
  }

  private FileMetaData footer() throws IOException {
    int length = footerLength();
    return Util.readFileMetaData(new ByteArrayInputStream(good, good.length - 8 - length, length));
  }

  private void assertCorrupt(byte[] bytes, String... words) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> FileCheck.of(file))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words);
  }

  /** The good file with another footer. */
  private byte[] withFooter(Consumer<FileMetaData> change) throws IOException {
    FileMetaData footer = footer();
    change.accept(footer);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(good, 0, good.length - 8 - footerLength());
    int start = out.size();
    Util.writeFileMetaData(footer, out);
    ByteBuffer tail = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(tail.putInt(out.size() - start).array());
    out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static ColumnChunk chunk(FileMetaData footer, int group, int column) {
    return footer.getRow_groups().get(group).getColumns().get(column);
  }

  @Test
  void aGoodFileIsCounted() throws IOException {
    FileCheck.Result result = FileCheck.of(file);

    assertThat(result.rows()).isEqualTo(400);
    assertThat(result.rowGroups()).isEqualTo(2);
    assertThat(result.columns()).isEqualTo(2);
    assertThat(result.pages()).isEqualTo(10);
    long bytes =
        footer().getRow_groups().stream().mapToLong(g -> g.getTotal_compressed_size()).sum();
    assertThat(result.bytes()).isEqualTo(bytes);
  }

  @Test
  void aFlippedBitInAPageNamesColumnRowGroupAndPage() throws IOException {
    byte[] bytes = good.clone();
    var secondPage = pageOffset(1, 1, 1);
    bytes[(int) secondPage + 100] ^= 16;

    assertCorrupt(bytes, "column text", "row group 1", "page 1", "checksum");
  }

  private long pageOffset(int group, int column, int page) throws IOException {
    ColumnChunk chunk = chunk(footer(), group, column);
    var in = new ByteArrayInputStream(good, (int) chunk.getOffset_index_offset(), good.length);
    return Util.readOffsetIndex(in).getPage_locations().get(page).getOffset();
  }

  @Test
  void noFlippedBitInTheBodyOfAPageGoesUnnoticed() throws IOException {
    Random random = new Random(5);
    int lastPage = (int) pageOffset(1, 1, 1);
    int bodyStart = lastPage + 60;
    int bodyEnd = (int) chunk(footer(), 0, 0).getColumn_index_offset();
    for (int i = 0; i < 200; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bodyStart, bodyEnd)] ^= (byte) (1 << random.nextInt(8));
      assertCorrupt(bytes, "column text", "row group 1", "page 1", "checksum");
    }
  }

  @Test
  void anEncodingThatTheFooterDoesNotListIsNoticed() throws IOException {
    byte[] bytes = good.clone();
    int page = (int) pageOffset(1, 1, 1);
    var in = new ByteArrayInputStream(good, page, 100);
    var header = Util.readPageHeader(in);
    header.getData_page_header().setEncoding(Encoding.DELTA_BYTE_ARRAY);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writePageHeader(header, out);
    System.arraycopy(out.toByteArray(), 0, bytes, page, out.size());

    assertCorrupt(bytes, "column text", "row group 1", "page 1", "DELTA_BYTE_ARRAY");
  }

  @Test
  void damageAnywhereEndsInAnAnswer() throws IOException {
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = good.clone();
      int from = good.length - 8 - footerLength() - 400;
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        bytes[random.nextInt(from, good.length)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      try {
        FileCheck.of(file);
      } catch (CorruptFileException e) {
        assertThat(e).hasMessageContaining(file.toString());
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("encrypted");
      }
    }
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    for (int length = 0; length < good.length; length += 1 + length / 50) {
      assertCorrupt(Arrays.copyOf(good, length), "footer");
    }
    assertCorrupt(Arrays.copyOf(good, good.length - 1), "magic bytes at the end");
  }

  @Test
  void wrongMagicIsNoParquetFile() throws IOException {
    byte[] bytes = good.clone();
    bytes[0] = 'X';
    assertCorrupt(bytes, "magic bytes at the start");

    bytes = good.clone();
    bytes[good.length - 1] = '2';
    assertCorrupt(bytes, "magic bytes at the end", "PAR1");
  }

  @Test
  void aWrongFooterLengthIsNoticed() throws IOException {
    for (int wrong : new int[] {0, 1, footerLength() - 1, footerLength() + 1, 1 << 30, -1}) {
      byte[] bytes = good.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(good.length - 8, wrong);
      assertCorrupt(bytes, "footer");
    }
  }

  @Test
  void countsThatDoNotAddUpAreNoticed() throws IOException {
    assertCorrupt(withFooter(footer -> footer.setNum_rows(399)), "rows of all row groups", "399");
    assertCorrupt(
        withFooter(footer -> footer.getRow_groups().get(1).setNum_rows(101)),
        "column number",
        "row group 1",
        "rows of its pages");
    assertCorrupt(
        withFooter(footer -> chunk(footer, 0, 1).getMeta_data().setNum_values(301)),
        "column text",
        "values of its pages");
    assertCorrupt(
        withFooter(
            footer -> chunk(footer, 0, 1).getMeta_data().getEncoding_stats().get(0).setCount(4)),
        "pages by encoding");
    assertCorrupt(
        withFooter(footer -> chunk(footer, 0, 1).getMeta_data().getStatistics().setNull_count(1)),
        "nulls in the column index");
  }

  @Test
  void placesAndSizesThatContradictThePagesAreNoticed() throws IOException {
    assertCorrupt(
        withFooter(footer -> grow(chunk(footer, 1, 0), 1)), "column number", "row group 1", "page");
    assertCorrupt(withFooter(footer -> grow(chunk(footer, 1, 0), -1)), "column number", "page 1");
    assertCorrupt(
        withFooter(footer -> grow(chunk(footer, 1, 0), Long.MAX_VALUE / 2)), "not within the file");
    assertCorrupt(
        withFooter(footer -> chunk(footer, 0, 0).getMeta_data().setData_page_offset(-7)),
        "not within the file");
    assertCorrupt(
        withFooter(footer -> chunk(footer, 0, 0).getMeta_data().setTotal_uncompressed_size(1)),
        "uncompressed size");
  }

  private static void grow(ColumnChunk chunk, long bytes) {
    long size = chunk.getMeta_data().getTotal_compressed_size();
    chunk.getMeta_data().setTotal_compressed_size(size + bytes);
  }

  @Test
  void pageIndexesOfOtherPagesAreNoticed() throws IOException {
    assertCorrupt(
        withFooter(
            footer -> {
              ColumnChunk other = chunk(footer, 0, 1);
              chunk(footer, 0, 0).setOffset_index_offset(other.getOffset_index_offset());
              chunk(footer, 0, 0).setOffset_index_length(other.getOffset_index_length());
            }),
        "column number",
        "page 0",
        "offset index");
    assertCorrupt(
        withFooter(
            footer -> {
              ColumnChunk other = chunk(footer, 1, 0);
              chunk(footer, 0, 0).setColumn_index_offset(other.getColumn_index_offset());
              chunk(footer, 0, 0).setColumn_index_length(other.getColumn_index_length());
            }),
        "pages in the column index");
    assertCorrupt(
        withFooter(footer -> chunk(footer, 0, 0).setOffset_index_offset(Long.MAX_VALUE)),
        "OffsetIndex",
        "not within the file");
  }

  @Test
  void columnsOfAnotherSchemaAreNoticed() throws IOException {
    assertCorrupt(
        withFooter(footer -> footer.getSchema().get(1).setName("other")), "column other", "path");
    assertCorrupt(
        withFooter(
            footer -> footer.getSchema().get(1).setType(org.apache.parquet.format.Type.DOUBLE)),
        "column number",
        "type");
    assertCorrupt(withFooter(footer -> footer.getSchema().get(0).setNum_children(3)), "schema");
    assertCorrupt(withFooter(footer -> footer.getSchema().get(0).setNum_children(1)), "schema");
    assertCorrupt(
        withFooter(footer -> footer.getRow_groups().get(0).getColumns().remove(1)), "columns");
  }

  @Test
  void aHugeDeclaredLengthIsRefusedBeforeItIsAllocated() throws IOException {
    // A header that says: type DATA_PAGE, sizes, then statistics whose max has 2^31 - 1 bytes.
    byte[] bytes = good.clone();
    int at = (int) chunk(footer(), 0, 0).getMeta_data().getData_page_offset();
    byte[] header = {
      0x15, 0x00, 0x15, 0x02, 0x15, 0x02, 0x2C, 0x15, 0x02, 0x15, 0x00, 0x15, 0x06, 0x15, 0x06,
      0x1C, 0x18, -1, -1, -1, -1, 0x07
    };
    System.arraycopy(header, 0, bytes, at, header.length);

    assertCorrupt(bytes, "column number", "page 0", "2147483647 bytes are declared");
  }

  @Test
  void aHugeDeclaredListIsRefusedBeforeItIsAllocated() throws IOException {
    // A footer that says: version 1, then a schema of 2^31 - 1 elements.
    byte[] footer = {0x15, 0x02, 0x19, -4, -1, -1, -1, -1, 0x07, 0, 0, 0, 0};
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + footer.length + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x31524150)
            .put(footer)
            .putInt(footer.length)
            .putInt(0x31524150);

    assertCorrupt(bytes.array(), "footer", "2147483647");
  }

  @Test
  void structsWithoutEndAreRefused() throws IOException {
    byte[] footer = new byte[1 << 20];
    Arrays.fill(footer, (byte) 0x1C);
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + footer.length + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x31524150)
            .put(footer)
            .putInt(footer.length)
            .putInt(0x31524150);

    assertCorrupt(bytes.array(), "footer");
  }

  @Test
  void anEncryptedFileIsNotCalledCorrupt() throws IOException {
    byte[] bytes = good.clone();
    System.arraycopy("PARE".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
    Files.write(file, bytes);

    assertThatThrownBy(() -> FileCheck.of(file))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(CorruptFileException.class)
        .hasMessageContaining("encrypted");
  }

  @Test
  void aMissingFileIsJustMissing() {
    assertThatThrownBy(() -> FileCheck.of(directory.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
