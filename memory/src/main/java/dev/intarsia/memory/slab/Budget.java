package dev.intarsia.memory.slab;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the budget tree: what may be out, what is out and what was out at most, in bytes of
 * chunks, this node's and its children's together. A chunk is charged to every node up to the root
 * or to none: all under the allocator's lock, so that the sums are exact and no request is refused
 * because of another one that was refused itself. Thread-safe.
 */
public final class Budget {
  private final String name;
  private final long limit;
  private final @Nullable Budget parent;
  private final SlabAllocator allocator;

  // Guarded by the allocator's lock.
  private final List<Budget> children = new ArrayList<>();
  private long used;
  private long peak;
  private boolean overdraws;
  private volatile boolean closed;

  private Budget(String name, long limit, @Nullable Budget parent, SlabAllocator allocator) {
    this.name = name;
    this.limit = limit;
    this.parent = parent;
    this.allocator = allocator;
  }

  /**
   * The root of a new tree, with an allocator of its own.
   *
   * @param name for messages
   * @param limit bytes that may be out at once
   * @param onHeap whether chunks lie in heap arrays
   * @param poisoned whether released memory is filled with {@link SlabAllocator#POISON}
   * @return the root
   */
  public static Budget root(String name, long limit, boolean onHeap, boolean poisoned) {
    return new Budget(name, limit, null, new SlabAllocator(name, limit, onHeap, poisoned));
  }

  /**
   * A node below this one.
   *
   * @param name for messages
   * @param limit bytes that may be out through it at once
   * @return the child
   */
  public Budget child(String name, long limit) {
    return allocator.locked(
        () -> {
          requireOpen();
          Budget child = new Budget(name, limit, this, allocator);
          children.add(child);
          return child;
        });
  }

  /**
   * Takes a chunk.
   *
   * @param owner who it is for, named when it leaks or does not fit
   * @param bytes at least so many
   * @return a chunk of the next power of two
   * @throws dev.intarsia.memory.MemoryLimitExceededException if a node of the path is over its
   *     limit
   * @throws IllegalStateException if a node of the path is closed
   */
  public Chunk acquire(String owner, long bytes) {
    return allocator.acquire(this, owner, bytes);
  }

  /**
   * Lets this node and those above it go over their limits, for work that cannot be left half done.
   *
   * @param allowed whether requests through this node are served in any case
   */
  public void overdraw(boolean allowed) {
    allocator.lock();
    try {
      overdraws = allowed;
    } finally {
      allocator.unlock();
    }
  }

  /**
   * The allocator that all nodes of a tree share.
   *
   * @return the allocator
   */
  public SlabAllocator allocator() {
    return allocator;
  }

  /**
   * The name given at creation.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * What may be out.
   *
   * @return bytes
   */
  public long limit() {
    return limit;
  }

  /**
   * What is out.
   *
   * @return bytes
   */
  public long used() {
    return allocator.locked(() -> used);
  }

  /**
   * The most that was out at once.
   *
   * @return bytes
   */
  public long peak() {
    return allocator.locked(() -> peak);
  }

  /**
   * What can still be taken before a node of the path refuses.
   *
   * @return bytes
   */
  public long available() {
    allocator.lock();
    try {
      long least = Long.MAX_VALUE;
      for (Budget node = this; node != null; node = node.parent) {
        least = Math.min(least, node.limit - node.used);
      }
      return least;
    } finally {
      allocator.unlock();
    }
  }

  /**
   * The use of the whole tree this node belongs to, its own line marked.
   *
   * @return several lines
   */
  public String describe() {
    return allocator.locked(
        () -> {
          Budget root = this;
          while (root.parent != null) {
            root = root.parent;
          }
          StringBuilder text = new StringBuilder();
          root.describe(text, 0, this);
          return text.append(allocator.describe()).toString();
        });
  }

  private void describe(StringBuilder text, int depth, Budget marked) {
    text.append("  ".repeat(depth)).append(name).append(": ").append(used).append(" of ");
    text.append(limit == Long.MAX_VALUE ? "unlimited" : limit + " bytes");
    text.append(", peak ").append(peak).append(this == marked ? "  <--\n" : "\n");
    for (Budget child : children) {
      child.describe(text, depth + 1, marked);
    }
  }

  /**
   * Closes this node and those below it: they refuse from now on, while what is out can still be
   * released. Closing the root gives the memory back to the operating system, all but what is out,
   * which goes when it is released.
   *
   * @return what was still out; nothing when the node was closed before
   */
  public List<Holding> close() {
    return allocator.locked(
        () -> {
          if (closed) {
            return List.of();
          }
          List<Holding> out = allocator.holdings(this);
          closed = true;
          if (parent == null) {
            allocator.close();
          } else {
            detachIfDone();
          }
          return out;
        });
  }

  /** A closed child stays in the tree, visible, until its last chunk is back. */
  private void detachIfDone() {
    if (closed && used == 0 && parent != null) {
      parent.children.remove(this);
    }
  }

  /** The first node of the path that cannot take so many bytes more. */
  @Nullable Budget refusing(long bytes) {
    if (overdraws) {
      return null;
    }
    for (Budget node = this; node != null; node = node.parent) {
      if (bytes > node.limit - node.used) {
        return node;
      }
    }
    return null;
  }

  void charge(long bytes) {
    for (Budget node = this; node != null; node = node.parent) {
      node.used += bytes;
      node.peak = Math.max(node.peak, node.used);
    }
  }

  void discharge(long bytes) {
    for (Budget node = this; node != null; node = node.parent) {
      node.used -= bytes;
      node.detachIfDone();
    }
  }

  /**
   * Refuses when this node or one above it is closed.
   *
   * @throws IllegalStateException if so
   */
  public void requireOpen() {
    for (Budget node = this; node != null; node = node.parent) {
      if (node.closed) {
        throw new IllegalStateException("memory pool \"" + node.name + "\" is closed");
      }
    }
  }

  /**
   * Whether this node is another one or lies below it.
   *
   * @param ancestor the other
   * @return whether what is charged here is charged there
   */
  public boolean isWithin(Budget ancestor) {
    for (Budget node = this; node != null; node = node.parent) {
      if (node == ancestor) {
        return true;
      }
    }
    return false;
  }
}
