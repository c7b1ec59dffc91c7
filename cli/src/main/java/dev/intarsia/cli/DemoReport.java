package dev.intarsia.cli;

import com.sun.management.ThreadMXBean;
import dev.intarsia.cli.console.Sizes;
import dev.intarsia.parquet.FileSummary;
import dev.intarsia.parquet.verify.FileCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run of the demo took, measured on the thread that writes. */
final class DemoReport {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final PrintStream out;
  private final long rows;
  private final int columns;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long nanos;
  private long heap;
  private long warmHeap;
  private long warmRows;
  private long warmNanos;
  private long makingNanos;
  private long finishHeap;
  private long collections;
  private long collectionMillis;
  private long input;
  private long offHeapPeak;
  private long offHeapLimit;
  private @Nullable FileSummary summary;

  DemoReport(PrintStream out, long rows, int columns) {
    this.out = out;
    this.rows = rows;
    this.columns = columns;
  }

  /** Starts the measurement. */
  void start() {
    collections = collections();
    collectionMillis = collectionMillis();
    heap = threads.getCurrentThreadAllocatedBytes();
    nanos = System.nanoTime();
  }

  /** Takes down how long it took to make rows up, which is no part of writing them. */
  void made(long spent) {
    makingNanos += spent;
  }

  /** Takes down what the first rows took, while the code that handles them was not compiled yet. */
  void halfway(long rowsSoFar) {
    warmRows = rows - rowsSoFar;
    warmHeap = threads.getCurrentThreadAllocatedBytes();
    warmNanos = System.nanoTime() - makingNanos;
  }

  /** Takes down what the rows took, before the file is finished. */
  void appended() {
    finishHeap = threads.getCurrentThreadAllocatedBytes();
    warmHeap = finishHeap - warmHeap;
    warmNanos = System.nanoTime() - makingNanos - warmNanos;
  }

  /** Ends the measurement. */
  void stop(long inputBytes, FileSummary written) {
    nanos = System.nanoTime() - nanos;
    long allocated = threads.getCurrentThreadAllocatedBytes();
    heap = allocated - heap;
    finishHeap = allocated - finishHeap;
    collections = collections() - collections;
    collectionMillis = collectionMillis() - collectionMillis;
    input = inputBytes;
    summary = written;
  }

  /** Takes down the off-heap memory used. */
  void offHeap(long peak, long limit) {
    offHeapPeak = peak;
    offHeapLimit = limit;
  }

  /** Prints what was measured. */
  void print(String codec) {
    FileSummary file = Objects.requireNonNull(summary);
    out.printf("%n%s rows of %d columns%n%n", Sizes.count(rows), columns);
    line(
        "speed",
        "%s rows/s, %s/s, %s in all, the compiler's time included",
        Sizes.count(Sizes.perSecond(rows, nanos)),
        Sizes.bytes(Sizes.perSecond(input, nanos)),
        Sizes.duration(nanos));
    line(
        "",
        "%s rows/s in the second half, without the time to make rows up",
        Sizes.count(Sizes.perSecond(warmRows, Math.max(1, warmNanos))));
    line("input", "%s", Sizes.bytes(input));
    line(
        "file",
        "%s, %s, %s",
        Sizes.bytes(file.bytes()),
        codec,
        Sizes.count(file.rowGroups(), "row group"));
    line("ratio", "%.1f input bytes to one in the file", (double) input / file.bytes());
    line(
        "Java heap",
        "%.2f bytes allocated per row in the second half",
        (double) warmHeap / Math.max(1, warmRows));
    line(
        "",
        "%s in all, mostly for loading classes; %s of it to finish the file",
        Sizes.bytes(heap),
        Sizes.bytes(finishHeap));
    line(
        "collections",
        "%s",
        collections == 0 ? "none" : collections + ", " + collectionMillis + " ms");
    line(
        "off-heap",
        "%s at its peak, %s allowed",
        Sizes.bytes(offHeapPeak),
        Sizes.bytes(offHeapLimit));
    residentPeak().ifPresent(peak -> line("process", "%s resident at its peak", Sizes.bytes(peak)));
    out.flush();
  }

  /** Prints what the check of the file found. */
  void check(FileCheck.Result found) {
    line(
        "check",
        "in order: footer, indexes and the checksums of %s pages",
        Sizes.count(found.pages()));
    out.flush();
  }

  private void line(String label, String format, Object... values) {
    out.printf("  %-12s ", label);
    out.printf(Locale.ROOT, format + "%n", values);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long collectionMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /** The most memory the process ever had, in bytes, where the system says so (Linux). */
  private static Optional<Long> residentPeak() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException elsewhere) {
      return Optional.empty();
    }
  }
}
