package dev.intarsia.encoding.compress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One gzip member per page (RFC 1952), by the JDK's zlib.
 *
 * <pre>
 *   0    2    3       4       8     9    10
 *   |1f8b|  8 | flags | mtime | xfl | os | [extra] [name] [comment] [crc16] | deflate | crc32 | size |
 * </pre>
 *
 * <p>Writes no optional field; reads over all of them, and over several members in a row.
 */
final class GzipCodec extends BufferCodec {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final short MAGIC = (short) 0x8b1f;
  private static final byte DEFLATED = 8;
  private static final byte UNKNOWN_OS = (byte) 0xff;

  private static final int HAS_HEADER_CRC = 1 << 1;
  private static final int HAS_EXTRA = 1 << 2;
  private static final int HAS_NAME = 1 << 3;
  private static final int HAS_COMMENT = 1 << 4;

  private final Deflater deflater;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();

  GzipCodec(int level) {
    super(CodecKind.GZIP);
    deflater = new Deflater(level, true);
  }

  /** zlib's own bound for any level and window, and the frame around it. */
  @Override
  public long bound(long length) {
    return length + (length >>> 3) + (length >>> 6) + 64 + HEADER + TRAILER;
  }

  @Override
  int deflate(ByteBuffer in, ByteBuffer out) throws IOException {
    if (out.remaining() < HEADER + TRAILER) {
      throw new IOException("the target is too small");
    }
    out.order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(MAGIC).put(DEFLATED).put((byte) 0).putInt(0).put((byte) 0).put(UNKNOWN_OS);
    int length = in.remaining();
    int crc = checksum(in.duplicate());
    out.limit(out.limit() - TRAILER);
    try {
      deflater.setInput(in);
      deflater.finish();
      deflater.deflate(out);
      if (!deflater.finished()) {
        throw new IOException("the target is too small");
      }
    } finally {
      deflater.reset();
    }
    out.limit(out.limit() + TRAILER);
    out.putInt(crc).putInt(length);
    return out.position();
  }

  @Override
  int inflate(ByteBuffer in, ByteBuffer out) throws IOException, DataFormatException {
    in.order(ByteOrder.LITTLE_ENDIAN);
    do {
      skipHeader(in);
      int start = out.position();
      inflateMember(in, out);
      int crc = checksum(out.duplicate().limit(out.position()).position(start));
      if (in.getInt() != crc || in.getInt() != out.position() - start) {
        throw new IOException("checksum or size does not match");
      }
    } while (in.hasRemaining());
    return out.position();
  }

  private void inflateMember(ByteBuffer in, ByteBuffer out)
      throws IOException, DataFormatException {
    try {
      inflater.setInput(in);
      while (!inflater.finished()) {
        if (inflater.inflate(out) == 0 && !inflater.finished()) {
          throw new IOException(
              inflater.needsInput() ? "the data ends early" : "the target is too small");
        }
      }
    } finally {
      inflater.reset();
    }
  }

  private static void skipHeader(ByteBuffer in) throws IOException {
    if (in.remaining() < HEADER + TRAILER || in.getShort() != MAGIC || in.get() != DEFLATED) {
      throw new IOException("not a gzip member");
    }
    int flags = in.get();
    in.position(in.position() + 6);
    if ((flags & HAS_EXTRA) != 0) {
      int length = in.getShort() & 0xFFFF;
      in.position(in.position() + length);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText(in);
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText(in);
    }
    if ((flags & HAS_HEADER_CRC) != 0) {
      in.getShort();
    }
  }

  private static void skipText(ByteBuffer in) {
    while (in.get() != 0) {
      // up to the zero that ends it
    }
  }

  private int checksum(ByteBuffer bytes) {
    checksum.reset();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  @Override
  void free() {
    deflater.end();
    inflater.end();
  }
}
