/** The telemetry rows in the forms that contenders take them from, made before the clock starts. */
@NullMarked
package dev.intarsia.bench.workload;

import org.jspecify.annotations.NullMarked;
