/**
 * Files from disk. {@link dev.intarsia.parquet.read.FileCheck} goes through a whole file, page by
 * page, and says whether it is what it claims to be.
 */
@NullMarked
package dev.intarsia.parquet.read;

import org.jspecify.annotations.NullMarked;
