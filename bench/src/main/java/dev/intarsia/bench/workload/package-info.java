/**
 * The telemetry rows in the forms that contenders take them from, made before the clock starts.
 *
 * <p>{@link dev.intarsia.bench.workload.Input} makes and owns them.
 */
@NullMarked
package dev.intarsia.bench.workload;

import org.jspecify.annotations.NullMarked;
