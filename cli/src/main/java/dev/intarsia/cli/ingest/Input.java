package dev.intarsia.cli.ingest;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.intarsia.cli.console.Failure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file or a stream that is read twice: once for a sample and once whole. A stream keeps what the
 * sample took and plays it again. Compression is recognised by its magic bytes, whatever the name
 * says, and a byte order mark is dropped.
 */
final class Input implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int HEAD = 1 << 12;

  private final String name;
  private final @Nullable Path file;
  private final @Nullable InputStream stream;
  private final long size;
  private @Nullable Replay replay;
  private @Nullable InputStream current;
  private long consumed;

  private Input(String name, @Nullable Path file, @Nullable InputStream stream, long size) {
    this.name = name;
    this.file = file;
    this.stream = stream;
    this.size = size;
  }

  /** A file; one that cannot be read twice, such as a named pipe, is taken as a stream. */
  static Input of(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Failure(file + " is a directory; name the files in it");
    }
    if (Files.isRegularFile(file)) {
      return new Input(file.toString(), file, null, Files.size(file));
    }
    return new Input(file.toString(), null, Files.newInputStream(file), 0);
  }

  /** Whatever arrives on a stream, such as standard input. */
  static Input of(String name, InputStream stream) {
    return new Input(name, null, stream, 0);
  }

  /** How messages call it. */
  String name() {
    return name;
  }

  /** Bytes in the file, compressed if it is; 0 if nobody knows. */
  long size() {
    return size;
  }

  /** Bytes taken from the file or stream so far, as they are stored. */
  long consumed() {
    return consumed;
  }

  /** Bytes of text that are held in memory to be read again. */
  long keptBytes() {
    return replay == null ? 0 : replay.keptBytes();
  }

  /** Whether {@link #open} can start over whatever was read. */
  boolean isFile() {
    return file != null;
  }

  /**
   * The text from its start, uncompressed. Closing what this returns is this input's own business.
   *
   * @param sampling whether it will be opened once more
   */
  InputStream open(boolean sampling) throws IOException {
    if (file != null) {
      closeCurrent();
      consumed = 0;
      current = text(new Counting(Files.newInputStream(file)));
      return current;
    }
    if (replay == null) {
      replay = new Replay(text(new Counting(Objects.requireNonNull(stream))));
    }
    replay.rewind(sampling);
    return replay;
  }

  /** The first bytes of the text as Latin-1. */
  String head() throws IOException {
    byte[] head = open(true).readNBytes(HEAD);
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    closeCurrent();
    if (stream != null) {
      stream.close();
    }
  }

  private void closeCurrent() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private InputStream text(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    byte[] magic = peek(buffered, 4);
    BufferedInputStream plain = buffered;
    if (startsWith(magic, 0x1F, 0x8B)) {
      plain = unpacked(() -> new GZIPInputStream(buffered, BUFFER));
    } else if (startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD)) {
      plain = unpacked(() -> new ZstdInputStreamNoFinalizer(buffered));
    }
    skipMark(plain);
    return plain;
  }

  private BufferedInputStream unpacked(Opening packed) throws IOException {
    try {
      return new BufferedInputStream(new Unpacking(packed.open()), BUFFER);
    } catch (EOFException | ZipException broken) {
      throw damaged(broken);
    }
  }

  private Failure damaged(IOException broken) {
    boolean cut = broken instanceof EOFException || "Truncated source".equals(broken.getMessage());
    return new Failure(
        name
            + (cut
                ? " ends in the middle of its compressed data; it is cut off"
                : " is damaged, its compressed data makes no sense: " + broken.getMessage()),
        broken);
  }

  private void skipMark(BufferedInputStream text) throws IOException {
    byte[] mark = peek(text, 3);
    if (startsWith(mark, 0xEF, 0xBB, 0xBF)) {
      text.skipNBytes(3);
    } else if (startsWith(mark, 0xFF, 0xFE) || startsWith(mark, 0xFE, 0xFF)) {
      throw new Failure(name + " is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8");
    }
  }

  private static byte[] peek(BufferedInputStream stream, int count) throws IOException {
    stream.mark(count);
    byte[] bytes = stream.readNBytes(count);
    stream.reset();
    return bytes;
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Begins to uncompress. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  /** Says of which input the compressed bytes make no sense. */
  private final class Unpacking extends FilterInputStream {
    Unpacking(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (EOFException | ZipException | ZstdIOException broken) {
        throw damaged(broken);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (EOFException | ZipException | ZstdIOException broken) {
        throw damaged(broken);
      }
    }
  }

  /** Counts what leaves the disk or the pipe. */
  private final class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      consumed += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      consumed += Math.max(read, 0);
      return read;
    }
  }
}
