/** Off-heap memory with explicit owners. */
@NullMarked
package dev.intarsia.memory;

import org.jspecify.annotations.NullMarked;
