package dev.intarsia.parquet.verify;

import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * Reads a whole Parquet file again and compares everything in it that is said twice: the footer's
 * counts, sizes and places with the pages found, the page indexes with the pages' places, the
 * checksums with the pages' bytes. Values are not decoded.
 *
 * <p>Any Parquet file that is not encrypted will do, nested columns included. The memory it takes
 * is that of the footer and of one chunk's page indexes.
 */
public final class FileCheck {
  private static final int MAGIC_BYTES = 4;
  private static final int TAIL_BYTES = 8;
  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED_MAGIC = "PARE";

  private final Path file;
  private final FileChannel channel;
  private final FileRange range;
  private final Problems problems;
  private long pages;
  private long bytes;

  private FileCheck(Path file, FileChannel channel, Problems problems) {
    this.problems = problems;
    this.file = file;
    this.channel = channel;
    range = new FileRange(channel);
  }

  /**
   * What a file holds that is in order.
   *
   * @param rows in all row groups
   * @param rowGroups in the file
   * @param columns leaves of its schema
   * @param pages data and dictionary pages in all column chunks
   * @param bytes of these pages, headers included
   */
  public record Result(long rows, int rowGroups, int columns, long pages, long bytes) {}

  /**
   * Checks a file.
   *
   * @param file a Parquet file, not encrypted
   * @return what it holds
   * @throws CorruptFileException if anything in it contradicts anything else; the message names the
   *     file, the column, the row group, the page and what is wrong with it
   * @throws IOException if the file cannot be read, or is encrypted
   */
  public static Result of(Path file) throws IOException {
    return of(
        file,
        problem -> {
          throw problem;
        });
  }

  /** Told of each problem. */
  public interface Problems {
    /**
     * A problem was found.
     *
     * @param problem with its place
     * @throws IOException to look for no more
     */
    void found(CorruptFileException problem) throws IOException;
  }

  /**
   * Checks a file, and goes on where one of its column chunks is corrupt.
   *
   * @param file a Parquet file, not encrypted
   * @param problems told of the first problem of each chunk
   * @return what it holds, without the chunks that are corrupt
   * @throws CorruptFileException if the footer does not tell where the chunks are
   * @throws IOException if the file cannot be read, or is encrypted
   */
  public static Result of(Path file, Problems problems) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new FileCheck(file, channel, problems).check();
    }
  }

  private Result check() throws IOException {
    Place place = Place.footer(file.toString());
    long size = channel.size();
    place.check(
        size >= MAGIC_BYTES + TAIL_BYTES, () -> size + " bytes are too few for a Parquet file");
    checkMagic(place.part("magic bytes at the start"), read(0, MAGIC_BYTES));
    ByteBuffer tail = read(size - TAIL_BYTES, TAIL_BYTES);
    long footerBytes = Integer.toUnsignedLong(tail.getInt());
    checkMagic(place.part("magic bytes at the end"), tail);
    long footerEnd = size - TAIL_BYTES;
    place.check(
        footerBytes <= footerEnd - MAGIC_BYTES,
        () ->
            "its length is " + footerBytes + ", more than the file of " + size + " bytes can hold");
    return check(footerEnd - footerBytes, footerEnd, place);
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytesRead = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytesRead.hasRemaining()) {
      if (channel.read(bytesRead, position + bytesRead.position()) < 0) {
        throw Place.footer(file.toString()).corrupt("the file became shorter while it was read");
      }
    }
    return bytesRead.flip();
  }

  private void checkMagic(Place place, ByteBuffer at) throws IOException {
    byte[] found = new byte[MAGIC_BYTES];
    at.get(found);
    String magic = new String(found, StandardCharsets.ISO_8859_1);
    if (magic.equals(ENCRYPTED_MAGIC)) {
      throw new IOException(file + " is encrypted and cannot be checked");
    }
    place.check(
        magic.equals(MAGIC), () -> "they are not " + MAGIC + ", so this is no Parquet file");
  }

  private Result check(long footerStart, long footerEnd, Place place) throws IOException {
    FileMetaData footer =
        new Structs(range).read(new FileMetaData(), footerStart, footerEnd, place);
    if (footer.isSetEncryption_algorithm()) {
      throw new IOException(file + " is encrypted and cannot be checked");
    }
    place.checkSame("its length", range.position() - footerStart, footerEnd - footerStart);
    List<Leaf> leaves = Leaf.of(place.present("schema", footer.getSchema()), place);
    List<RowGroup> groups = place.present("row groups", footer.getRow_groups());
    long rows = 0;
    for (int i = 0; i < groups.size(); i++) {
      RowGroup group = groups.get(i);
      checkRowGroup(group, leaves, footerStart, Place.rowGroup(file.toString(), i));
      rows += group.getNum_rows();
    }
    try {
      place.checkSame("the rows of all row groups", footer.getNum_rows(), rows);
    } catch (CorruptFileException problem) {
      problems.found(problem);
    }
    return new Result(rows, groups.size(), leaves.size(), pages, bytes);
  }

  private void checkRowGroup(RowGroup group, List<Leaf> leaves, long footerStart, Place place)
      throws IOException {
    place.check(group.getNum_rows() >= 0, () -> "it has " + group.getNum_rows() + " rows");
    List<ColumnChunk> columns = place.present("columns", group.getColumns());
    place.checkSame("its columns", leaves.size(), columns.size());
    for (int i = 0; i < leaves.size(); i++) {
      try {
        checkChunk(columns.get(i), leaves.get(i), group.getNum_rows(), footerStart, place);
      } catch (CorruptFileException problem) {
        problems.found(problem);
      }
    }
  }

  private void checkChunk(ColumnChunk column, Leaf leaf, long rows, long footerStart, Place group)
      throws IOException {
    Place where = group.column(leaf.name());
    ChunkCheck chunk = ChunkCheck.of(range, column, leaf, footerStart, where);
    chunk.check(rows);
    pages += chunk.pages();
    bytes += chunk.bytes();
  }
}
