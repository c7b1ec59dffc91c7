package dev.intarsia.bench.experiment.allocator;

import dev.intarsia.bench.experiment.work.Operation;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import java.lang.foreign.MemorySegment;

/**
 * Takes buffers of one size, writes and reads a word in every page of each, and gives them back: as
 * little as can be done with a buffer that has to be there.
 */
public final class BufferTaking implements Operation {
  /** Buffers that are out at once. */
  public static final int BUFFERS = 64;

  private static final long PAGE = 4096;

  private final Allocator allocator;
  private final long bytes;
  private final MemorySegment[] taken = new MemorySegment[BUFFERS];

  public BufferTaking(Allocator allocator, long bytes) {
    this.allocator = allocator;
    this.bytes = bytes;
  }

  @Override
  public long run() {
    for (int i = 0; i < BUFFERS; i++) {
      MemorySegment buffer = allocator.take(bytes);
      for (long at = 0; at < bytes; at += PAGE) {
        buffer.set(TelemetryLayout.LONG, at, at + i);
      }
      taken[i] = buffer;
    }
    long sum = 0;
    for (MemorySegment buffer : taken) {
      for (long at = 0; at < bytes; at += PAGE) {
        sum += buffer.get(TelemetryLayout.LONG, at);
      }
    }
    allocator.giveBack();
    return sum;
  }
}
