package dev.intarsia.bench.experiment.stream;

import dev.intarsia.bench.contender.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 *
 * <p>Latencies are kept twice: all of them; and without rollovers, which leaves out the row that
 * waits for one file to be finished and the next to be begun, and those that queue behind it, until
 * the writer has to wait for a row again.
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
   * Arrivals at a writer.
   *
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
    Histogram all = new Histogram(LONGEST, DIGITS);
    Histogram steady = new Histogram(LONGEST, DIGITS);
    double interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    List<Path> written = new ArrayList<>();
    boolean behindRollover = false;
    writer.begin(next(written));
    long start = System.nanoTime();
    for (long row = 0; row < count; row++) {
      long due = start + (long) (row * interval);
      while (System.nanoTime() < due) {
        behindRollover = false;
        Thread.onSpinWait();
      }
      if (row > 0 && row % rowsOfFile == 0) {
        behindRollover = true;
        writer.finish();
        writer.begin(next(written));
      }
      writer.append(rows.next());
      long latency = Math.min(LONGEST, System.nanoTime() - due);
      all.recordValue(latency);
      if (!behindRollover) {
        steady.recordValue(latency);
      }
    }
    long nanos = System.nanoTime() - start;
    writer.finish();
    // Not before: it would be no row's fault.
    for (Path file : written) {
      Files.delete(file);
    }
    return new Arrived(all, steady, count * (double) TimeUnit.SECONDS.toNanos(1) / nanos);
  }

  private Path next(List<Path> written) {
    Path file = folder.resolve("rows-" + files++ + ".parquet");
    written.add(file);
    return file;
  }

  /**
   * What came of it.
   *
   * @param latencies in nanoseconds, one per row
   * @param steady those of rows that waited for no rollover
   * @param perSecond rows that were taken in a second; less than were due if the writer never
   *     caught up
   */
  public record Arrived(Histogram latencies, Histogram steady, double perSecond) {}
}
