/**
 * Where chunks come from; not exported.
 *
 * <pre>
 *   Budget.acquire ─ charge up the tree ─▶ SlabAllocator ─▶ BuddySlab (up to 4 MiB)  ─┐
 *                                                       └▶ large block (beyond that) ├▶ Region ─▶ HugePages ─▶ OS
 * </pre>
 *
 * <p>A {@link dev.intarsia.memory.slab.Chunk} is a power of two bytes, charged to one {@link
 * dev.intarsia.memory.slab.Budget} and all its parents, and belongs to one owner until it is
 * released. Chunks are recycled without zeroing. One lock per root guards slabs and chunks; budgets
 * are atomics.
 */
@NullMarked
package dev.intarsia.memory.slab;

import org.jspecify.annotations.NullMarked;
