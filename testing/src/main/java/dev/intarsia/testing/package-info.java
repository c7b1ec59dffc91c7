/** A JUnit extension that fails the test that leaks. */
@NullMarked
package dev.intarsia.testing;

import org.jspecify.annotations.NullMarked;
