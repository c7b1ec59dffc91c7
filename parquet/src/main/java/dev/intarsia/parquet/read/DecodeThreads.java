package dev.intarsia.parquet.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decodes fields into drafts of batches, on the calling thread and on others. The unit of work is
 * one field of one batch. A field is decoded by one thread at a time, batch after batch; fields
 * overtake each other, but not by more batches than there are drafts, which bounds the memory.
 *
 * <pre>
 *             batch 7   batch 8   batch 9
 *   field a   done      done      running
 *   field b   done      running   -
 *   field c   running   -         -          the next free thread takes field ... of the lowest batch
 * </pre>
 *
 * <p>The caller gets the batches in order. While it waits for one, it decodes, too. A failure is
 * thrown where the batch that it belongs to would have come.
 */
final class DecodeThreads implements AutoCloseable {
  private static final int END = -1;

  private final List<FieldReader> fields;
  private final RowPlan plan;
  private final int batchRows;
  private final int drafts;
  private final List<DecodeScratch> scratches = new ArrayList<>();
  private final List<Thread> workers = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All below is guarded by the lock. Batches are counted from 0 on; batch b goes to draft b %
  // drafts.
  private final List<List<RowSpan>> spans = new ArrayList<>();
  private final int[] undone;
  private final long[] nextBatch;
  private final boolean[] busy;
  private long planned;
  private long taken;
  private long returned;
  private boolean planning;
  private boolean ended;
  private boolean closed;
  private long failedBatch = Long.MAX_VALUE;
  private @Nullable Throwable failure;

  DecodeThreads(List<FieldReader> fields, RowPlan plan, int batchRows, int threads, OpenFile file) {
    this.fields = fields;
    this.plan = plan;
    this.batchRows = batchRows;
    drafts = drafts(threads);
    undone = new int[drafts];
    nextBatch = new long[fields.size()];
    busy = new boolean[fields.size()];
    for (int i = 0; i < drafts; i++) {
      spans.add(List.of());
    }
    for (int i = 0; i < threads; i++) {
      scratches.add(new DecodeScratch(file, "decoding thread " + i));
    }
  }

  /** How many batches are in the making at a time. */
  static int drafts(int threads) {
    return threads;
  }

  /**
   * Waits for the next batch, and helps with it.
   *
   * @return the draft it is in, to be given back; negative at the end
   * @throws IOException if the batch could not be read
   */
  int take() throws IOException {
    lock.lock();
    try {
      startWorkers();
      while (true) {
        planBatches();
        if (taken == failedBatch) {
          throw rethrow();
        }
        if (taken == planned && ended) {
          return END;
        }
        int draft = (int) (taken % drafts);
        if (taken < planned && undone[draft] == 0) {
          taken++;
          return draft;
        }
        if (!decodeOne(scratches.getFirst())) {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says that a draft may be used again: the one taken last. */
  void giveBack(int draft) {
    lock.lock();
    try {
      if (returned % drafts != draft || returned == taken) {
        throw new IllegalStateException("draft " + draft + " is not out");
      }
      plan.giveBack(spans.get(draft));
      returned++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private IOException rethrow() throws IOException {
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException("decoding failed", failure);
    }
  }

  private void startWorkers() {
    for (int i = workers.size() + 1; i < scratches.size(); i++) {
      DecodeScratch scratch = scratches.get(i);
      workers.add(
          Thread.ofPlatform().daemon().name("intarsia-decode-" + i).start(() -> work(scratch)));
    }
  }

  private void work(DecodeScratch scratch) {
    lock.lock();
    try {
      while (!closed) {
        planBatches();
        // Planning lets go of the lock, so the end may have been called out meanwhile, to nobody.
        if (!decodeOne(scratch) && !closed) {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Plans batches while there are drafts, one thread at a time and without the lock meanwhile. */
  private void planBatches() {
    while (!planning && !ended && !closed && planned < returned + drafts) {
      planning = true;
      List<RowSpan> next = List.of();
      Throwable thrown = null;
      lock.unlock();
      try {
        next = plan.next(batchRows);
      } catch (Throwable e) {
        thrown = e;
      } finally {
        lock.lock();
      }
      planning = false;
      takePlan(next, thrown);
      changed.signalAll();
    }
  }

  private void takePlan(List<RowSpan> next, @Nullable Throwable thrown) {
    ended = next.isEmpty();
    if (thrown != null && planned < failedBatch) {
      failedBatch = planned;
      failure = thrown;
    } else if (!ended) {
      int draft = (int) (planned % drafts);
      spans.set(draft, next);
      undone[draft] = fields.size();
      planned++;
    }
  }

  /** Decodes a field of a batch, without the lock meanwhile; false if there is none to decode. */
  private boolean decodeOne(DecodeScratch scratch) {
    int field = pick();
    if (field < 0) {
      return false;
    }
    long batch = nextBatch[field];
    int draft = (int) (batch % drafts);
    List<RowSpan> rows = spans.get(draft);
    busy[field] = true;
    lock.unlock();
    Throwable thrown = null;
    try {
      fields.get(field).read(draft, rows, scratch);
    } catch (Throwable e) {
      thrown = e;
    } finally {
      lock.lock();
    }
    finish(field, batch, thrown);
    return true;
  }

  private void finish(int field, long batch, @Nullable Throwable thrown) {
    busy[field] = false;
    if (thrown == null) {
      nextBatch[field]++;
      undone[(int) (batch % drafts)]--;
    } else {
      nextBatch[field] = Long.MAX_VALUE;
      if (batch < failedBatch) {
        failedBatch = batch;
        failure = thrown;
      }
    }
    changed.signalAll();
  }

  /** The idle field that is furthest behind; negative if none has anything to do. */
  private int pick() {
    int best = -1;
    long lowest = Math.min(planned, failedBatch);
    for (int i = 0; i < busy.length && !closed; i++) {
      if (!busy[i] && nextBatch[i] < lowest) {
        best = i;
        lowest = nextBatch[i];
      }
    }
    return best;
  }

  /** Ends the threads, each after the field it is at, and gives their memory back. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      interrupted |= join(worker);
    }
    scratches.forEach(DecodeScratch::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a thread's end; true if this thread was interrupted meanwhile. */
  private static boolean join(Thread worker) {
    boolean interrupted = false;
    while (true) {
      try {
        worker.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
