package dev.intarsia.cli;

import dev.intarsia.cli.console.Progress;
import dev.intarsia.parquet.FileSink;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Leaves no unfinished file behind when the person stops the run with Ctrl-C. */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 2;

  private final Progress progress;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "intarsia-interruption");

  private volatile @Nullable FileSink sink;

  /**
   * To be opened before the sink and closed after its writer, so that there is no moment between.
   */
  Interruption(Progress progress) {
    this.progress = progress;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The sink that is discarded if the run cannot do it itself. */
  FileSink watch(FileSink opened) {
    sink = opened;
    return opened;
  }

  private void interrupt() {
    progress.stop();
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        // The run waits for input that does not come, so it does not touch the sink either.
        FileSink unfinished = sink;
        if (unfinished != null) {
          unfinished.discard();
        }
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
