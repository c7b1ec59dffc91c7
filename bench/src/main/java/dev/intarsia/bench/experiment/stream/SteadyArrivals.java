package dev.intarsia.bench.experiment.stream;

import dev.intarsia.bench.contender.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Rows that arrive at a fixed rate, one every so many nanoseconds, and do not wait for the writer.
 * The latency of an append runs from the moment its row was due to the moment it is done, so a row
 * that waits for a slow one before it is as late as its sender sees it.
 *
 * <pre>
 *   due      |     |     |     |     |     |
 *   append   [=]   [===========][=][=][=]  [=]
 *   latency  1     4           3  2  1.5   1
 * </pre>
 */
public final class SteadyArrivals {
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);
  private static final int DIGITS = 3;

  private final RowWriter writer;
  private final EndlessRows rows;
  private final Path folder;
  private final int rowsOfFile;
  private long files;

  /**
   * @param rowsOfFile after which a file is finished and the next one begun; the row that comes
   *     first in the new one waits for both
   */
  public SteadyArrivals(RowWriter writer, EndlessRows rows, Path folder, int rowsOfFile) {
    this.writer = writer;
    this.rows = rows;
    this.folder = folder;
    this.rowsOfFile = rowsOfFile;
  }

  /**
   * Lets rows arrive, and finishes the last file.
   *
   * @param perSecond how many are due in a second
   * @param count how many in all
   */
  public Arrived run(double perSecond, long count) throws IOException {
    Histogram latencies = new Histogram(LONGEST, DIGITS);
    double interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    Path file = next();
    writer.begin(file);
    long start = System.nanoTime();
    for (long row = 0; row < count; row++) {
      long due = start + (long) (row * interval);
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      if (row > 0 && row % rowsOfFile == 0) {
        file = nextAfter(file);
      }
      writer.append(rows.next());
      latencies.recordValue(Math.min(LONGEST, System.nanoTime() - due));
    }
    long nanos = System.nanoTime() - start;
    writer.finish();
    Files.delete(file);
    return new Arrived(latencies, count * (double) TimeUnit.SECONDS.toNanos(1) / nanos);
  }

  private Path next() {
    return folder.resolve("rows-" + files++ + ".parquet");
  }

  private Path nextAfter(Path file) throws IOException {
    writer.finish();
    Files.delete(file);
    Path next = next();
    writer.begin(next);
    return next;
  }

  /**
   * What came of it.
   *
   * @param latencies in nanoseconds, one per row
   * @param perSecond rows that were taken in a second; less than were due if the writer never
   *     caught up
   */
  public record Arrived(Histogram latencies, double perSecond) {}
}
