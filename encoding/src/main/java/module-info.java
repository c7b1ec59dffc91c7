/** Values to page bytes. */
// The modules that "exports ... to" names are compiled after this one.
@SuppressWarnings("module")
module dev.intarsia.encoding {
  requires transitive dev.intarsia.memory;
  requires com.github.luben.zstd_jni;
  // On the module path, users of these codecs add the modules with --add-modules.
  requires static org.xerial.snappy;
  requires static org.lz4.java;
  requires static com.aayushatharva.brotli4j;
  requires static org.jspecify;

  exports dev.intarsia.encoding to
      dev.intarsia.parquet,
      dev.intarsia.bench;
  exports dev.intarsia.encoding.compress to
      dev.intarsia.parquet,
      dev.intarsia.bench;
}
