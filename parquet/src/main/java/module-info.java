/** Parquet files, written from and read into off-heap columns. */
module dev.intarsia.parquet {
  requires transitive dev.intarsia.memory;
  requires transitive dev.intarsia.columns;
  requires dev.intarsia.encoding;
  requires parquet.format.structures;
  requires org.slf4j; // for parquet.format.structures, which does not name it
  requires static org.jspecify;

  exports dev.intarsia.parquet;
}
