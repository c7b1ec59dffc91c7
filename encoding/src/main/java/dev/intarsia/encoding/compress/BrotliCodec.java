package dev.intarsia.encoding.compress;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A Brotli stream (RFC 7932) per page, by brotli4j. Its decoder cannot be used again, so each page
 * costs one, with native memory that is given back at once.
 */
final class BrotliCodec extends BufferCodec {
  private final Encoder.Parameters parameters;

  BrotliCodec(int level) {
    super(CodecKind.BROTLI);
    Brotli4jLoader.ensureAvailability();
    parameters = new Encoder.Parameters().setQuality(level);
  }

  /** Four bytes for each 16 KiB that do not get smaller, and the ends of the stream. */
  @Override
  public long bound(long length) {
    return length + 4 * (length >>> 14) + 16;
  }

  @Override
  int deflate(ByteBuffer in, ByteBuffer out) throws IOException {
    byte[] page = new byte[in.remaining()];
    in.get(page);
    byte[] compressed = Encoder.compress(page, parameters);
    if (compressed.length > out.remaining()) {
      throw new IOException("the target is too small for " + compressed.length + " bytes");
    }
    out.put(compressed);
    return compressed.length;
  }

  @Override
  int inflate(ByteBuffer in, ByteBuffer out) throws IOException {
    int length = in.remaining();
    DecoderJNI.Wrapper decoder = new DecoderJNI.Wrapper(Math.max(1, length));
    try {
      decoder.getInputBuffer().put(in);
      decoder.push(length);
      while (decoder.getStatus() != DecoderJNI.Status.DONE) {
        step(decoder, out);
      }
      while (decoder.hasOutput()) {
        take(decoder, out);
      }
      return out.position();
    } finally {
      decoder.destroy();
    }
  }

  private static void step(DecoderJNI.Wrapper decoder, ByteBuffer out) throws IOException {
    switch (decoder.getStatus()) {
      case OK -> decoder.push(0);
      case NEEDS_MORE_OUTPUT -> take(decoder, out);
      case NEEDS_MORE_INPUT -> {
        if (!decoder.hasOutput()) {
          throw new IOException("the data ends early");
        }
        take(decoder, out);
      }
      default -> throw new IOException("the data is corrupt");
    }
  }

  private static void take(DecoderJNI.Wrapper decoder, ByteBuffer out) throws IOException {
    ByteBuffer part = decoder.pull();
    if (part.remaining() > out.remaining()) {
      throw new IOException("the target is too small");
    }
    out.put(part);
  }

  @Override
  void free() {}
}
