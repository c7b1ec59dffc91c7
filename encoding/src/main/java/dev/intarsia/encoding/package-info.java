/** Values to page bytes and back. */
@NullMarked
package dev.intarsia.encoding;

import org.jspecify.annotations.NullMarked;
