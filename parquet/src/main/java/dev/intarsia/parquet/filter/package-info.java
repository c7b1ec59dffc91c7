/**
 * Filters bound to a file: {@link dev.intarsia.parquet.filter.FilterBinding} looks columns up and
 * turns literals into tests, {@link dev.intarsia.parquet.filter.BoundFilter} is what comes of it,
 * and {@code KnownRows} what can be told of rows without reading them.
 */
@NullMarked
package dev.intarsia.parquet.filter;

import org.jspecify.annotations.NullMarked;
