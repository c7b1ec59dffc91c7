package dev.intarsia.memory.slab;

import java.util.Arrays;

/**
 * The bookkeeping of one slab cut into buddies: blocks of power-of-two size, each aligned to its
 * own size, that split in halves and merge again. Knows no memory, only node numbers:
 *
 * <pre>
 *   node          1               order = maxOrder, the whole slab
 *             2       3           order = maxOrder - 1
 *           4   5   6   7         ...
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class BuddySlab {
  private final int maxOrder;

  /** Per node 1 + the order of the largest free block in its subtree; 0 when there is none. */
  private final byte[] largest;

  BuddySlab(int maxOrder) {
    this.maxOrder = maxOrder;
    this.largest = new byte[2 << maxOrder];
    for (int depth = 0; depth <= maxOrder; depth++) {
      Arrays.fill(largest, 1 << depth, 2 << depth, (byte) (maxOrder - depth + 1));
    }
  }

  /** The order of the largest free block, -1 when full. */
  int largestFree() {
    return largest[1] - 1;
  }

  boolean isIdle() {
    return largest[1] == maxOrder + 1;
  }

  /**
   * Takes a block of 2^order leaves; the slab must have one.
   *
   * @return its node
   */
  int allocate(int order) {
    int wanted = order + 1;
    int node = 1;
    for (int level = maxOrder; level > order; level--) {
      node <<= 1;
      if (largest[node] < wanted || tighter(node + 1, node, wanted)) {
        node++;
      }
    }
    largest[node] = 0;
    update(node, order + 1);
    return node;
  }

  /** Prefers the subtree whose largest block is smaller, so that large blocks stay whole. */
  private boolean tighter(int candidate, int other, int wanted) {
    return largest[candidate] >= wanted && largest[candidate] < largest[other];
  }

  /** Gives a block back; it must have been taken. */
  void free(int node) {
    int order = order(node);
    if (largest[node] != 0) {
      throw new IllegalStateException("block " + node + " is not taken");
    }
    largest[node] = (byte) (order + 1);
    update(node, order + 1);
  }

  private void update(int node, int parentOrder) {
    int order = parentOrder;
    for (int parent = node >>> 1; parent > 0; parent >>>= 1, order++) {
      int left = largest[2 * parent];
      int right = largest[2 * parent + 1];
      boolean whole = left == order && right == order;
      largest[parent] = (byte) (whole ? order + 1 : Math.max(left, right));
    }
  }

  int order(int node) {
    return maxOrder - (31 - Integer.numberOfLeadingZeros(node));
  }

  /** The first leaf of a block. */
  int leaf(int node) {
    int depth = 31 - Integer.numberOfLeadingZeros(node);
    return (node - (1 << depth)) << (maxOrder - depth);
  }
}
