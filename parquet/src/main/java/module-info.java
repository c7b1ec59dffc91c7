/** Parquet files, written from off-heap columns. */
// The modules that "exports ... to" names are compiled after this one.
@SuppressWarnings("module")
module dev.intarsia.parquet {
  requires jdk.jfr;
  requires transitive dev.intarsia.memory;
  requires transitive dev.intarsia.columns;
  requires dev.intarsia.encoding;
  requires parquet.format.structures;
  requires static org.jspecify;

  exports dev.intarsia.parquet;
  exports dev.intarsia.parquet.verify to
      dev.intarsia.cli,
      dev.intarsia.bench;
}
