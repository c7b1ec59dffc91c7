/**
 * Off-heap memory with explicit owners.
 *
 * <p>A {@link dev.intarsia.memory.MemoryPool} is where all of it comes from: a budget, one of a
 * tree, over slabs that are recycled. A {@link dev.intarsia.memory.BatchArena} from it is an
 * ordinary {@link java.lang.foreign.Arena} for things that end together, and a {@link
 * dev.intarsia.memory.MappedFile} a file as a segment. Memory beyond a {@link
 * dev.intarsia.memory.MemoryLimit} is refused with a {@link
 * dev.intarsia.memory.MemoryLimitExceededException} that shows the whole tree.
 *
 * <p>The {@link dev.intarsia.memory.LeakDetector} knows who took what was never released, and
 * where; a {@link dev.intarsia.memory.LeakScope} asks it for one test or one request.
 *
 * <p>Inside: {@code slab} cuts slabs into chunks and counts them, {@code buffer} holds what the
 * other modules read and write with, {@code event} the events for Flight Recorder.
 */
@NullMarked
package dev.intarsia.memory;

import org.jspecify.annotations.NullMarked;
