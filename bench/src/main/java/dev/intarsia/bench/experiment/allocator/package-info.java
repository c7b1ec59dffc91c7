/** Ways of getting a buffer and giving it back, and columns built in such buffers. */
@NullMarked
package dev.intarsia.bench.experiment.allocator;

import org.jspecify.annotations.NullMarked;
