package dev.intarsia.bench.micro;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * CRC-32 of pages: the ways to hand a segment to the JDK's checksum. An operation is one KiB of
 * page; 1 MiB is summed in an invocation, page by page.
 */
@OperationsPerInvocation(ChecksumBenchmark.BYTES >>> 10)
public class ChecksumBenchmark extends KernelBenchmark {
  static final int BYTES = 1 << 20;
  private static final int PIECE = 16 << 10;

  /** Bytes of a page. */
  @Param({"1024", "65536", "1048576"})
  public int page = 1024;

  private final CRC32 crc = new CRC32();
  private final byte[] bytes = new byte[BYTES];
  private final byte[] piece = new byte[PIECE];
  private MemorySegment segment = MemorySegment.NULL;
  private ByteBuffer view = ByteBuffer.allocate(0);

  /** Draws the bytes. */
  @Setup
  public void setUp() {
    new Random(1).nextBytes(bytes);
    segment = copyOf(bytes);
    view = viewOf(0, BYTES);
  }

  /** Without a scope, which the checksum refuses before JDK 25. */
  @SuppressWarnings("restricted")
  private ByteBuffer viewOf(int at, int length) {
    return MemorySegment.ofAddress(segment.address() + at).reinterpret(length).asByteBuffer();
  }

  /** One view for all pages, as the writer has it. */
  @Benchmark
  @NoGarbage
  public long keptView() {
    long sums = 0;
    for (int at = 0; at < BYTES; at += page) {
      crc.reset();
      crc.update(view.limit(at + page).position(at));
      sums += crc.getValue();
    }
    return sums;
  }

  /** A view for each page. */
  @Benchmark
  public long newView() {
    long sums = 0;
    for (int at = 0; at < BYTES; at += page) {
      crc.reset();
      crc.update(viewOf(at, page));
      sums += crc.getValue();
    }
    return sums;
  }

  /** Through an array of 16 KiB, as the writer does with heap memory. */
  @Benchmark
  @NoGarbage
  public long byPieces() {
    long sums = 0;
    for (int at = 0; at < BYTES; at += page) {
      crc.reset();
      for (int done = 0; done < page; done += PIECE) {
        int part = Math.min(PIECE, page - done);
        MemorySegment.copy(segment, Layouts.BYTE, at + done, piece, 0, part);
        crc.update(piece, 0, part);
      }
      sums += crc.getValue();
    }
    return sums;
  }

  /** Of an array, for comparison. */
  @Benchmark
  @NoGarbage
  public long array() {
    long sums = 0;
    for (int at = 0; at < BYTES; at += page) {
      crc.reset();
      crc.update(bytes, at, page);
      sums += crc.getValue();
    }
    return sums;
  }
}
