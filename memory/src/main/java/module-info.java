/** Off-heap memory with explicit owners. */
// The modules that "exports ... to" names are compiled after this one.
@SuppressWarnings("module")
module dev.intarsia.memory {
  requires jdk.jfr;
  // Not transitive, so that users compile without the annotations.
  requires static org.jspecify;

  exports dev.intarsia.memory;
  exports dev.intarsia.memory.buffer to
      dev.intarsia.columns,
      dev.intarsia.encoding,
      dev.intarsia.parquet;
}
