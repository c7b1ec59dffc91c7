/** What Java Flight Recorder is told, under "Intarsia" / "Memory"; not exported. */
@NullMarked
package dev.intarsia.memory.event;

import org.jspecify.annotations.NullMarked;
