/**
 * Telemetry rows as a collector receives them: 52 columns of logs and spans flattened together,
 * made up from a seed.
 *
 * <p>{@link dev.intarsia.cli.telemetry.TelemetryGenerator} writes rows back to back into one
 * segment, in the layout drawn in {@link dev.intarsia.cli.telemetry.TelemetryLayout}; {@link
 * dev.intarsia.cli.telemetry.TelemetryRows} holds such a segment, and {@link
 * dev.intarsia.cli.telemetry.TelemetryReader} walks over it and hands each row to whoever writes it
 * down. Neither side puts anything on the Java heap per row.
 */
@NullMarked
package dev.intarsia.cli.telemetry;

import org.jspecify.annotations.NullMarked;
