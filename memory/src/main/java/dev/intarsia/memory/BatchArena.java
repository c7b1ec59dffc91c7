package dev.intarsia.memory;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.slab.Chunk;
import dev.intarsia.memory.slab.SlabAllocator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An arena over recycled slabs, for a batch of things that end together. Allocating advances a
 * position in a chunk; closing gives the chunks back to the pool. Any code that takes a {@link
 * Arena} can use it.
 *
 * <p>It is confined: it and its segments belong to one thread. The segments have the lifetime of
 * the arena, so the Java runtime itself refuses their use after {@link #close} and from other
 * threads. {@link #detach} and {@link #attach} hand the arena over to another thread. {@link
 * #allocate(long, long)} zeroes, as the contract of {@code Arena} demands; {@link
 * #allocateUninitialized} does not and shows what was there before.
 *
 * <p>Over an {@linkplain MemoryPool#onHeap on-heap} pool the methods of the arena check the same,
 * but its segments cannot: heap segments have no lifetime. There alignments end at 8.
 */
public final class BatchArena implements Arena {
  private static final long FIRST_CHUNK = 1 << 14;
  private static final long LARGEST_ALIGNMENT = 1 << 30;

  private final MemoryPool pool;
  private final String owner;
  private final HeldChunks held = new HeldChunks();

  /** The chunks of {@link #held} in the scope of {@link #lifetime}. */
  private final List<MemorySegment> views = new ArrayList<>(2);

  private Arena lifetime = Arena.ofConfined();
  private LeakTicket ticket;

  /** The owner; null while detached and after close. */
  private volatile @Nullable Thread thread = Thread.currentThread();

  private boolean closed;
  private MemorySegment.@Nullable Scope before;

  // The chunk being filled. Without one, nothing fits.
  private MemorySegment current = MemorySegment.NULL;
  private long base;
  private long position;
  private long capacity = -1;
  private long nextChunk;

  BatchArena(MemoryPool pool, String owner, long expectedBytes) {
    pool.budget().requireOpen();
    this.pool = pool;
    this.owner = owner;
    this.nextChunk = Math.max(expectedBytes, FIRST_CHUNK);
    this.ticket = LeakDetector.track(lifetime.scope(), owner, pool, held::bytes, held::release);
  }

  /**
   * Allocates zeroed memory.
   *
   * @param byteSize not negative
   * @param byteAlignment a power of two; at most 8 over an on-heap pool
   * @return memory in the scope of this arena
   * @throws MemoryLimitExceededException if the pool cannot serve it
   * @throws IllegalStateException if closed or detached
   * @throws WrongThreadException if this thread does not own the arena
   */
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    return allocateUninitialized(byteSize, byteAlignment).fill((byte) 0);
  }

  /**
   * Allocates memory with whatever content its last owner left.
   *
   * @param byteSize not negative
   * @param byteAlignment a power of two; at most 8 over an on-heap pool
   * @return memory in the scope of this arena
   * @throws MemoryLimitExceededException if the pool cannot serve it
   * @throws IllegalStateException if closed or detached
   * @throws WrongThreadException if this thread does not own the arena
   */
  public MemorySegment allocateUninitialized(long byteSize, long byteAlignment) {
    requireOwner();
    if (byteSize < 0 || Long.bitCount(byteAlignment) != 1 || byteAlignment < 0) {
      throw new IllegalArgumentException(
          "%d bytes aligned to %d: the size must not be negative, the alignment a power of two"
              .formatted(byteSize, byteAlignment));
    }
    long at = aligned(byteAlignment);
    if (byteAlignment > LARGEST_ALIGNMENT || byteSize > capacity - at) {
      return allocateInNewChunk(byteSize, byteAlignment);
    }
    position = at + byteSize;
    return current.asSlice(at, byteSize, byteAlignment);
  }

  private long aligned(long alignment) {
    return ((base + position + alignment - 1) & -alignment) - base;
  }

  private MemorySegment allocateInNewChunk(long byteSize, long alignment) {
    SlabAllocator allocator = pool.budget().allocator();
    if (alignment > (pool.isOnHeap() ? allocator.naturalAlignment(byteSize) : LARGEST_ALIGNMENT)) {
      throw new IllegalArgumentException("no alignment to " + alignment + " in " + this);
    }
    long natural = allocator.naturalAlignment(byteSize);
    long needed = Math.addExact(byteSize, alignment > natural ? alignment : 0);
    // Rather a small chunk than none when the budget is nearly used up.
    long affordable = Math.min(nextChunk, Long.highestOneBit(Math.max(pool.available(), 1)));
    MemorySegment view = add(acquire(Math.max(needed, affordable)));
    nextChunk = Math.min(nextChunk * 2, allocator.slabSize());
    long at = -view.address() & (alignment - 1);
    if (view.byteSize() - at - byteSize >= capacity - position) {
      fill(view, at + byteSize);
    }
    return view.asSlice(at, byteSize, alignment);
  }

  private Chunk acquire(long bytes) {
    LeakDetector.poll();
    return pool.budget().acquire(owner, bytes);
  }

  private MemorySegment add(Chunk chunk) {
    held.add(chunk);
    MemorySegment view = view(chunk);
    views.add(view);
    return view;
  }

  /** Goes on in another chunk; what was left of the one before is given up until close. */
  private void fill(MemorySegment view, long from) {
    current = view;
    base = view.address();
    position = from;
    capacity = view.byteSize();
  }

  /** The chunk's memory with the lifetime of this arena, which the Java runtime then enforces. */
  // Restricted, for it could outlive its memory: the slab stays mapped until the chunk's release.
  @SuppressWarnings("restricted")
  private MemorySegment view(Chunk chunk) {
    if (pool.isOnHeap()) {
      return chunk.segment();
    }
    return chunk.segment().reinterpret(lifetime, null);
  }

  /**
   * Takes over the memory of a buffer, which is empty afterwards as after {@link
   * GrowableSegment#release}. Nothing is copied, and the memory stays charged where it was.
   *
   * @param buffer the buffer, filled; raw segments of it may be read by the engine while this arena
   *     is open
   * @return its bytes, in the scope of this arena
   */
  // Exported to the modules of the engine, the only ones with such buffers.
  @SuppressWarnings("exports")
  public MemorySegment adopt(GrowableSegment buffer) {
    requireOwner();
    long size = buffer.size();
    Chunk chunk = buffer.surrender();
    if (chunk == null) {
      return allocateUninitialized(0, 1);
    }
    return add(chunk).asSlice(0, size);
  }

  /**
   * The lifetime of the segments; a new one after each hand-over.
   *
   * @return the scope
   */
  @Override
  public MemorySegment.Scope scope() {
    return lifetime.scope();
  }

  /**
   * What this arena holds of its pool.
   *
   * @return bytes of chunks
   */
  public long heldBytes() {
    return held.bytes();
  }

  /**
   * Lets go of the arena so that another thread can {@linkplain #attach take it}. The segments of
   * before are dead from now on, and so is what else was bound to the scope; the bytes stay.
   *
   * @throws IllegalStateException if closed or detached, or while a foreign call uses a segment
   * @throws WrongThreadException if this thread does not own the arena
   */
  public synchronized void detach() {
    requireOwner();
    MemorySegment.Scope scope = lifetime.scope();
    try {
      lifetime.close();
    } finally {
      if (!scope.isAlive()) {
        letGo(scope);
      }
    }
  }

  private void letGo(MemorySegment.Scope scope) {
    before = scope;
    abandonViews();
    if (ticket.isWatching()) {
      LeakDetector.watchInstead(ticket, this, held::release);
    }
    thread = null;
  }

  /**
   * Takes a detached arena over for this thread. Segments of before are looked up with {@link
   * #attached}.
   *
   * @throws IllegalStateException if it is not detached, for instance because another thread took
   *     it
   */
  public synchronized void attach() {
    if (closed || thread != null) {
      throw new IllegalStateException(this + " cannot be attached: it is not detached");
    }
    lifetime = Arena.ofConfined();
    if (ticket.isWatching()) {
      LeakDetector.watchInstead(ticket, lifetime.scope(), held::release);
    }
    held.list().forEach(chunk -> views.add(view(chunk)));
    thread = Thread.currentThread();
  }

  /**
   * A segment of before the last hand-over, in today's scope.
   *
   * @param detached a segment of this arena that died with {@link #detach}
   * @return the same bytes
   * @throws IllegalArgumentException if it is not from this arena or from an earlier hand-over
   */
  public MemorySegment attached(MemorySegment detached) {
    requireOwner();
    if (pool.isOnHeap()) {
      return detached;
    }
    if (detached.scope().equals(before)) {
      for (MemorySegment view : views) {
        long offset = detached.address() - view.address();
        if (offset >= 0 && offset <= view.byteSize() - detached.byteSize()) {
          MemorySegment same = view.asSlice(offset, detached.byteSize());
          return detached.isReadOnly() ? same.asReadOnly() : same;
        }
      }
    }
    throw new IllegalArgumentException(detached + " did not die with the last detach of " + this);
  }

  /**
   * Ends the segments and gives their memory back. A detached arena may be closed by any thread.
   *
   * @throws IllegalStateException if closed before, or while a foreign call uses a segment
   * @throws WrongThreadException if another thread owns the arena
   */
  @Override
  public synchronized void close() {
    if (thread != null || closed) {
      requireOwner();
    }
    try {
      if (lifetime.scope().isAlive()) {
        lifetime.close();
      }
    } finally {
      // What others registered with the scope may have thrown: it is over all the same.
      if (!lifetime.scope().isAlive()) {
        finish();
      }
    }
  }

  private void finish() {
    closed = true;
    thread = null;
    abandonViews();
    ticket.close();
    held.release();
  }

  private void abandonViews() {
    views.clear();
    current = MemorySegment.NULL;
    position = 0;
    base = 0;
    capacity = -1;
  }

  // The very thread: what a subclass thinks is equal does not matter.
  @SuppressWarnings("ReferenceEquality")
  private void requireOwner() {
    if (thread != Thread.currentThread()) {
      throw refusal();
    }
  }

  private synchronized RuntimeException refusal() {
    if (closed) {
      return new IllegalStateException("Already closed: " + this);
    }
    Thread other = thread;
    return other == null
        ? new IllegalStateException("Detached: " + this)
        : new WrongThreadException("%s belongs to thread \"%s\"".formatted(this, other.getName()));
  }

  @Override
  public String toString() {
    return "BatchArena[" + owner + " of pool \"" + pool.name() + "\"]";
  }
}
