package dev.intarsia.bench.measure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The JVM's own log of the times when it held all threads, in nanoseconds of the clock of {@link
 * System#nanoTime}. The collector's beans know whole milliseconds only, and of ZGC they count what
 * runs beside the threads; this log has the pauses of every collector, the time it took to stop the
 * threads included. Writing it costs the heap nothing.
 */
final class SafepointLog {
  private final Path file;
  private long position;

  private SafepointLog(Path file) {
    this.file = file;
  }

  /**
   * Lets the JVM log to a temporary file from now on, until it ends; that of a trial's JVM lies in
   * the folder of the trial.
   */
  static SafepointLog start() {
    try {
      // The JVM would move a file aside that is there already.
      Path folder = Files.createTempDirectory("intarsia-safepoints");
      Path file = folder.resolve("safepoints.log");
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit(); // before the folder: the last one that is asked for goes first
      String[] arguments = {"output=" + file, "what=safepoint=info", "decorators=timenanos"};
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "vmLog",
              new Object[] {arguments},
              new String[] {String[].class.getName()});
      return new SafepointLog(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot log when the JVM holds its threads", e);
    } catch (JMException e) {
      throw new IllegalStateException("cannot log when the JVM holds its threads", e);
    }
  }

  /** Forgets what was logged so far. */
  void skip() {
    position = file.toFile().length();
  }

  /** The lines since the last time, that of the last pause included. */
  List<String> lines() throws IOException {
    // The JVM lets threads go before it writes the line. It holds them for one thing after the
    // other, so once it has looked for deadlocks, the lines of all earlier pauses are there.
    ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(log.length() - position)];
      log.seek(position);
      log.readFully(bytes);
      position += bytes.length;
      return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
