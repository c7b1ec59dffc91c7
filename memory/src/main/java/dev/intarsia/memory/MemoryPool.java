package dev.intarsia.memory;

import dev.intarsia.memory.slab.Budget;
import dev.intarsia.memory.slab.Holding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one place memory comes from: a node in a tree of budgets over slabs that are recycled, not
 * zeroed. A root owns the slabs; {@linkplain #child children} share them and narrow the limit, for
 * a writer or for a part of one. Memory is charged in chunks, powers of two from 1 KiB, to every
 * node up to the root.
 *
 * <p>Thread-safe. Close it when everything taken from it is released; children need not be closed
 * before their root.
 */
public final class MemoryPool implements AutoCloseable {
  private final Budget budget;

  /** Kept so that a root is not collected while a child is in use. */
  @SuppressWarnings("UnusedVariable")
  private final @Nullable MemoryPool parent;

  /** Where the root was made; what is taken from it belongs there. */
  private final @Nullable LeakScope scope;

  private LeakTicket ticket = LeakTicket.NONE;

  private MemoryPool(Budget budget, @Nullable MemoryPool parent, @Nullable LeakScope scope) {
    this.budget = budget;
    this.parent = parent;
    this.scope = scope;
  }

  /**
   * A root named "pool".
   *
   * @param limit what may be out at once
   * @return the pool, to be closed by the caller
   */
  public static MemoryPool create(MemoryLimit limit) {
    return create("pool", limit);
  }

  /**
   * A root over native memory.
   *
   * @param name for messages
   * @param limit what may be out at once
   * @return the pool, to be closed by the caller
   */
  public static MemoryPool create(String name, MemoryLimit limit) {
    return create(name, limit, PoolOptions.defaults());
  }

  /**
   * The honest on-heap twin: the same face and bookkeeping over recycled heap arrays. Its memory is
   * aligned to 8 bytes, and its segments carry no lifetime, for heap segments cannot: what the Java
   * runtime checks elsewhere is left to the methods of their owners here. For benchmarks and tests.
   *
   * @param name for messages
   * @param limit what may be out at once
   * @return the pool, to be closed by the caller
   */
  public static MemoryPool onHeap(String name, MemoryLimit limit) {
    return create(name, limit, PoolOptions.defaults().withOnHeap(true));
  }

  /**
   * A root made in an unusual way.
   *
   * @param name for messages
   * @param limit what may be out at once
   * @param options how
   * @return the pool, to be closed by the caller
   */
  public static MemoryPool create(String name, MemoryLimit limit, PoolOptions options) {
    Budget root = Budget.root(name, limit.bytes(), options.onHeap(), options.poisoned());
    MemoryPool pool = new MemoryPool(root, null, LeakScope.ofNewPool());
    pool.ticket = LeakDetector.trackRoot(pool, root::close);
    return pool;
  }

  /**
   * A budget of its own under this pool's, out of the same slabs.
   *
   * @param name for messages
   * @param limit what may be out through it at once; it does not reserve anything
   * @return the child; closing it checks that everything is back and takes it out of the tree
   * @throws IllegalStateException if this pool is closed
   */
  public MemoryPool child(String name, MemoryLimit limit) {
    return new MemoryPool(budget.child(name, limit.bytes()), this, scope);
  }

  /**
   * An arena for things that end together.
   *
   * @param owner who it is for, for messages
   * @return the arena, confined to the calling thread, to be closed by it
   * @throws IllegalStateException if this pool is closed
   */
  public BatchArena arena(String owner) {
    return arena(owner, 0);
  }

  /**
   * An arena whose first chunk is chosen for what is to come.
   *
   * @param owner who it is for, for messages
   * @param expectedBytes how much will be allocated in all, roughly
   * @return the arena, confined to the calling thread, to be closed by it
   * @throws IllegalStateException if this pool is closed
   */
  public BatchArena arena(String owner, long expectedBytes) {
    return new BatchArena(this, owner, expectedBytes);
  }

  /**
   * The name given at creation.
   *
   * @return the name
   */
  public String name() {
    return budget.name();
  }

  /**
   * What is out through this pool and its children.
   *
   * @return bytes of chunks
   */
  public long used() {
    return budget.used();
  }

  /**
   * The most that was out at once.
   *
   * @return bytes of chunks
   */
  public long peak() {
    return budget.peak();
  }

  /**
   * What may be out.
   *
   * @return bytes; {@link Long#MAX_VALUE} when unlimited
   */
  public long limit() {
    return budget.limit();
  }

  /**
   * What can still be taken before this pool or one above it refuses.
   *
   * @return bytes of chunks
   */
  public long available() {
    return budget.available();
  }

  /**
   * What the root holds from the operating system (or the heap), whether out or idle.
   *
   * @return bytes
   */
  public long reserved() {
    return budget.allocator().reserved();
  }

  /**
   * Whether the memory lies in heap arrays.
   *
   * @return true for the on-heap twin
   */
  public boolean isOnHeap() {
    return budget.allocator().isOnHeap();
  }

  /** Gives idle slabs back to the operating system, the whole tree's. */
  public void trim() {
    budget.allocator().trim();
  }

  /**
   * The use of the whole tree, this pool's line marked.
   *
   * @return several lines
   */
  public String describe() {
    return budget.describe();
  }

  /**
   * The engine's own way to memory, for the packages of this module.
   *
   * @return the node behind this pool
   */
  // The type is exported to nobody, so this method is of no use outside of this module.
  @SuppressWarnings("exports")
  public Budget budget() {
    return budget;
  }

  @Nullable LeakScope scope() {
    return scope;
  }

  /**
   * Refuses requests from now on and, at the root, gives the memory back. Closing again does
   * nothing.
   *
   * @throws MemoryLeakException if memory was still out. It is safe to go on: what was out stays
   *     mapped until it is given back, so what was lost stays for good.
   */
  @Override
  public void close() {
    LeakDetector.poll();
    List<Holding> out = budget.close();
    ticket.close();
    if (!out.isEmpty()) {
      throw MemoryLeakException.of(name(), out, LeakDetector.endOf(budget));
    }
  }

  @Override
  public String toString() {
    return "MemoryPool[" + name() + ": " + used() + " of " + limit() + " bytes]";
  }
}
