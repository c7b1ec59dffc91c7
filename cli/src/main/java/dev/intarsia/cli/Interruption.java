package dev.intarsia.cli;

import dev.intarsia.cli.console.Progress;
import dev.intarsia.parquet.FileSink;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leaves no unfinished file behind when the person stops the run with Ctrl-C. */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 2;

  private final Progress progress;
  private final FileSink sink;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "intarsia-interruption");

  /** To be closed after the writer of the sink. */
  Interruption(Progress progress, FileSink sink) {
    this.progress = progress;
    this.sink = sink;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt() {
    progress.stop();
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        // The run waits for input that does not come, so it does not touch the sink either.
        sink.discard();
      }
    } catch (InterruptedException | IOException gone) {
      // The process ends in any case.
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook is running already.
    }
  }
}
