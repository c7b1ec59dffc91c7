/** What Java Flight Recorder is told, under "Intarsia" / "Parquet"; not exported. */
@NullMarked
package dev.intarsia.parquet.event;

import org.jspecify.annotations.NullMarked;
