/** What experiments find out, as plain records, and the JSON that holds them. */
@NullMarked
package dev.intarsia.bench.result;

import org.jspecify.annotations.NullMarked;
