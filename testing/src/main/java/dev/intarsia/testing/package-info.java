/**
 * A JUnit extension that fails the test that leaks.
 *
 * <p>Put {@link dev.intarsia.testing.DetectLeaks} on a test class. What a test takes and does not
 * release fails that test, and the failure names owner, size, age and the line that took it; what a
 * class takes outside of its tests fails the class. A test may ask for a {@link
 * dev.intarsia.memory.MemoryPool} as a parameter. {@link dev.intarsia.testing.LeakCheck} is the
 * extension itself.
 */
@NullMarked
package dev.intarsia.testing;

import org.jspecify.annotations.NullMarked;
