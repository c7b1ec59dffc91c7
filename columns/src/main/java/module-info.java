/** Columns and batches in Arrow's memory layout. */
// The modules that "exports ... to" names are compiled after this one.
@SuppressWarnings("module")
module dev.intarsia.columns {
  requires transitive dev.intarsia.memory;
  // Not transitive, so that users compile without the annotations.
  requires static org.jspecify;

  exports dev.intarsia.columns;
  exports dev.intarsia.columns.compute;
  exports dev.intarsia.columns.append to
      dev.intarsia.parquet;
  exports dev.intarsia.columns.buffer to
      dev.intarsia.parquet;
}
