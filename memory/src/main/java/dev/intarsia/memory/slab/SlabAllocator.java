package dev.intarsia.memory.slab;

import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.event.BudgetPressureEvent;
import dev.intarsia.memory.event.SlabGrowthEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Hands out chunks of 1 KiB and up, powers of two. What fits a slab is cut from one; what does not
 * is a large block, a region of its own, kept for reuse when it comes back. Limits count what is
 * out; idle memory is reused first, and large idle blocks go back to the operating system before
 * more is taken than the root's limit. Thread-safe.
 */
public final class SlabAllocator {
  /**
   * What released memory is filled with when poisoned: neither zero, nor ASCII, nor a small number.
   */
  public static final byte POISON = (byte) 0xDB;

  private static final int LEAF_SHIFT = 10;
  private static final int MAX_SLAB_SHIFT = 22;
  private static final int MAX_CHUNK_SHIFT = 40;

  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final long limit;
  private final boolean onHeap;
  private final boolean poisoned;
  private final int slabShift;

  private final List<Slab> slabs = new ArrayList<>();
  private final List<Slab> largeOut = new ArrayList<>();

  /** Idle large blocks by the logarithm of their size. */
  private final List<Deque<Slab>> largeIdle = new ArrayList<>();

  /** By order, where the search for a slab begins: all before it are known not to fit. */
  private final int[] firstCandidate;

  private long reserved;
  private boolean closed;

  SlabAllocator(String name, long limit, boolean onHeap, boolean poisoned) {
    this.name = name;
    this.limit = limit;
    this.onHeap = onHeap;
    this.poisoned = poisoned;
    // A small pool takes a small slab: half a megabyte of budget should not map four.
    int limitShift = 64 - Long.numberOfLeadingZeros(Math.max(limit, 1) - 1);
    this.slabShift = Math.clamp(limitShift, LEAF_SHIFT, MAX_SLAB_SHIFT);
    this.firstCandidate = new int[slabShift - LEAF_SHIFT + 1];
    for (int shift = 0; shift <= MAX_CHUNK_SHIFT; shift++) {
      largeIdle.add(new ArrayDeque<>(0));
    }
  }

  /**
   * Whether chunks lie in heap arrays.
   *
   * @return true for the on-heap twin
   */
  public boolean isOnHeap() {
    return onHeap;
  }

  /**
   * The largest chunk that is cut from a slab.
   *
   * @return bytes
   */
  public long slabSize() {
    return 1L << slabShift;
  }

  /**
   * What is held from the operating system, out or idle.
   *
   * @return bytes
   */
  public long reserved() {
    return locked(() -> reserved);
  }

  /**
   * The alignment that a chunk has by itself.
   *
   * @param chunkSize its size in bytes
   * @return bytes, a power of two
   */
  public long naturalAlignment(long chunkSize) {
    return onHeap ? Region.HEAP_ALIGNMENT : Math.min(chunkSize, Region.ALIGNMENT);
  }

  Chunk acquire(Budget budget, String owner, long bytes) {
    int shift = shiftFor(bytes);
    long size = 1L << shift;
    lock.lock();
    try {
      budget.requireOpen();
      Budget refusing = budget.refusing(size);
      if (refusing != null) {
        throw refused(budget, owner, size, refusing);
      }
      Chunk chunk = shift <= slabShift ? takeSmall(shift - LEAF_SHIFT) : takeLarge(shift);
      if (poisoned) {
        checkPoison(chunk, owner);
      }
      budget.charge(size);
      chunk.budget = budget;
      chunk.owner = owner;
      return chunk;
    } finally {
      lock.unlock();
    }
  }

  private void checkPoison(Chunk chunk, String owner) {
    try {
      Poison.check(chunk.segment(), owner);
    } catch (IllegalStateException e) {
      giveBack(chunk);
      throw e;
    }
  }

  private static int shiftFor(long bytes) {
    if (bytes < 0 || bytes > 1L << MAX_CHUNK_SHIFT) {
      throw new IllegalArgumentException(
          bytes + " bytes at once: from 0 to " + (1L << MAX_CHUNK_SHIFT) + " can be served");
    }
    return Math.max(LEAF_SHIFT, 64 - Long.numberOfLeadingZeros(Math.max(bytes, 1) - 1));
  }

  private static MemoryLimitExceededException refused(
      Budget budget, String owner, long size, Budget refusing) {
    BudgetPressureEvent.emit(refusing.name(), owner, size, refusing.limit(), true);
    return new MemoryLimitExceededException(
        owner, size, refusing.name(), refusing.limit(), budget.describe());
  }

  private Chunk takeSmall(int order) {
    int index = firstCandidate[order];
    while (index < slabs.size() && slabs.get(index).largestFree() < order) {
      index++;
    }
    if (index == slabs.size()) {
      Slab slab = new Slab(this, reserve(1L << slabShift), slabShift - LEAF_SHIFT);
      slab.setIndex(index);
      slabs.add(slab);
    }
    firstCandidate[order] = index;
    return slabs.get(index).take(order);
  }

  private Chunk takeLarge(int shift) {
    Slab block = largeIdle.get(shift).poll();
    if (block == null) {
      block = new Slab(this, reserve(1L << shift), 0);
    }
    largeOut.add(block);
    return block.take(0);
  }

  private Region reserve(long bytes) {
    if (reserved + bytes > limit) {
      BudgetPressureEvent.emit(name, "", bytes, limit, false);
      freeIdleLarge(reserved + bytes - limit);
    }
    SlabGrowthEvent event = SlabGrowthEvent.started();
    Region region = onHeap ? Region.onHeap(bytes) : Region.offHeap(bytes);
    if (poisoned) {
      region.segment().fill(POISON);
    }
    reserved += bytes;
    event.emit(name, bytes, reserved);
    return region;
  }

  void release(Chunk chunk) {
    lock.lock();
    try {
      Budget budget = chunk.budget;
      if (budget == null) {
        throw new IllegalStateException("double release of a chunk of " + chunk.size() + " bytes");
      }
      chunk.budget = null;
      chunk.owner = null;
      giveBack(chunk);
      budget.discharge(chunk.size());
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Chunk chunk) {
    Slab slab = chunk.slab();
    if (poisoned) {
      chunk.segment().fill(POISON);
    }
    slab.give(chunk);
    if (slab.isLarge()) {
      largeOut.remove(slab);
      largeIdle.get(Long.numberOfTrailingZeros(slab.size())).push(slab);
    } else {
      offer(slab);
    }
    if (closed) {
      trim();
    }
  }

  private void offer(Slab slab) {
    int index = slab.index();
    for (int order = slab.largestFree(); order >= 0; order--) {
      firstCandidate[order] = Math.min(firstCandidate[order], index);
    }
  }

  /** Gives all idle slabs and blocks back to the operating system. */
  public void trim() {
    lock.lock();
    try {
      freeIdleLarge(Long.MAX_VALUE);
      slabs.removeIf(slab -> slab.isIdle() && unmap(slab));
      renumber();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Largest first: the fewer calls the better, and the large ones are the least likely to be
   * reused.
   */
  private void freeIdleLarge(long bytes) {
    long missing = bytes;
    for (int shift = MAX_CHUNK_SHIFT; shift > slabShift && missing > 0; shift--) {
      Deque<Slab> idle = largeIdle.get(shift);
      while (missing > 0 && !idle.isEmpty() && unmap(idle.element())) {
        idle.remove();
        missing -= 1L << shift;
      }
    }
  }

  private boolean unmap(Slab slab) {
    if (!slab.unmap()) {
      return false;
    }
    reserved -= slab.size();
    return true;
  }

  private void renumber() {
    for (int i = 0; i < slabs.size(); i++) {
      slabs.get(i).setIndex(i);
    }
    Arrays.fill(firstCandidate, 0);
  }

  /** What is charged to a node or to one below it. */
  List<Holding> holdings(Budget under) {
    List<Holding> out = new ArrayList<>();
    slabs.forEach(slab -> slab.collectHoldings(under, out));
    largeOut.forEach(slab -> slab.collectHoldings(under, out));
    return out;
  }

  /**
   * Frees what is idle. What is out stays mapped until it is given back: neither segments with a
   * scope of their own nor addresses know that the pool is closed.
   */
  void close() {
    closed = true;
    trim();
  }

  String describe() {
    long idle = 0;
    for (int shift = 0; shift <= MAX_CHUNK_SHIFT; shift++) {
      idle += (long) largeIdle.get(shift).size() << shift;
    }
    return "held from the %s: %d bytes in %d slabs, %d large blocks and %d bytes of idle large blocks"
        .formatted(
            onHeap ? "heap" : "operating system", reserved, slabs.size(), largeOut.size(), idle);
  }

  /** For what is asked at every range of rows, and so makes no lambda of it. */
  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
