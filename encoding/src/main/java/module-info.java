/** Values to page bytes and back. */
module dev.intarsia.encoding {
  requires transitive dev.intarsia.memory;
  requires com.github.luben.zstd_jni;
  requires static org.jspecify;

  exports dev.intarsia.encoding;
}
