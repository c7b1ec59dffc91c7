/** Columns and batches in Arrow's memory layout. */
module dev.intarsia.columns {
  requires transitive dev.intarsia.memory;
  requires static transitive org.jspecify;

  exports dev.intarsia.columns;
}
