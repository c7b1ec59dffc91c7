/**
 * The engine's raw buffers, exported to the modules that build columns and pages and to nobody
 * else.
 *
 * <p>{@link dev.intarsia.memory.buffer.GrowableSegment} is what everything is appended to; {@link
 * dev.intarsia.memory.buffer.Layouts} and {@link dev.intarsia.memory.buffer.Bits} are how its bytes
 * and bits are read and written; {@link dev.intarsia.memory.buffer.SegmentCursor} reads bytes that
 * are not to be trusted. Segments from here are raw: bounds are checked, lifetimes are not, so they
 * never reach a user as they are.
 */
@NullMarked
package dev.intarsia.memory.buffer;

import org.jspecify.annotations.NullMarked;
