/**
 * What a Parquet file says about itself, told to people: {@link
 * dev.intarsia.cli.inspect.Inspection}.
 */
@NullMarked
package dev.intarsia.cli.inspect;

import org.jspecify.annotations.NullMarked;
