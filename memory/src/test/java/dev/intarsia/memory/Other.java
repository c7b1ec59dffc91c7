package dev.intarsia.memory;

import java.util.concurrent.FutureTask;

/** Runs a step of a test in another thread and brings its failure back. */
final class Other {
  private Other() {}

  interface Step {
    void run() throws Exception;
  }

  static void run(Step step) throws Exception {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              step.run();
              return true;
            });
    Thread thread = new Thread(task, "other");
    thread.start();
    task.get();
  }
}
