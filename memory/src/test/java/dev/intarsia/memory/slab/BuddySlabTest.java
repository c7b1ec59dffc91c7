package dev.intarsia.memory.slab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BuddySlabTest {
  private static final int MAX_ORDER = 6;

  /** The model: which leaves are taken. */
  private static int largestFreeOf(BitSet taken) {
    for (int order = MAX_ORDER; order >= 0; order--) {
      for (int leaf = 0; leaf < 1 << MAX_ORDER; leaf += 1 << order) {
        if (taken.get(leaf, leaf + (1 << order)).isEmpty()) {
          return order;
        }
      }
    }
    return -1;
  }

  @Test
  void blocksNeverOverlapAreAlignedAndMergeAgain() {
    Random random = new Random(5);
    BuddySlab slab = new BuddySlab(MAX_ORDER);
    BitSet taken = new BitSet();
    List<Integer> nodes = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      assertThat(slab.largestFree()).isEqualTo(largestFreeOf(taken));
      int order = random.nextInt(MAX_ORDER + 1);
      if (random.nextInt(5) < 3 && order <= slab.largestFree()) {
        int node = slab.allocate(order);
        int leaf = slab.leaf(node);
        assertThat(slab.order(node)).isEqualTo(order);
        assertThat(leaf % (1 << order)).isZero();
        assertThat(taken.get(leaf, leaf + (1 << order)).isEmpty()).isTrue();
        taken.set(leaf, leaf + (1 << order));
        nodes.add(node);
      } else if (!nodes.isEmpty()) {
        int node = nodes.remove(/* index */ random.nextInt(nodes.size()));
        slab.free(node);
        taken.clear(slab.leaf(node), slab.leaf(node) + (1 << slab.order(node)));
      }
    }
    nodes.forEach(slab::free);
    assertThat(slab.largestFree()).isEqualTo(MAX_ORDER);
  }

  @Test
  void smallBlocksLeaveLargeOnesWhole() {
    BuddySlab slab = new BuddySlab(MAX_ORDER);
    int first = slab.allocate(0);
    slab.allocate(4);
    slab.allocate(0);
    slab.allocate(2);
    assertThat(slab.largestFree()).isEqualTo(MAX_ORDER - 1);
    slab.free(first);
    assertThat(slab.largestFree()).isEqualTo(MAX_ORDER - 1);
  }

  @Test
  void aBlockThatIsFreeCannotBeFreed() {
    BuddySlab slab = new BuddySlab(MAX_ORDER);
    int node = slab.allocate(1);
    slab.free(node);
    assertThatIllegalStateException().isThrownBy(() -> slab.free(node));
  }
}
