/**
 * Whether a file is what it claims to be. {@link dev.intarsia.parquet.verify.FileCheck} goes
 * through its bytes, footer, indexes and page headers, without the reader; {@link
 * dev.intarsia.parquet.verify.DataCheck} has the reader decode every value, and compares.
 */
@NullMarked
package dev.intarsia.parquet.verify;

import org.jspecify.annotations.NullMarked;
