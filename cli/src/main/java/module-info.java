/** The {@code intarsia} command. */
module dev.intarsia.cli {
  requires dev.intarsia.parquet;
  requires com.fasterxml.jackson.core;
  requires com.github.luben.zstd_jni;
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires java.logging;
  requires jdk.management;
  requires static org.jspecify;

  opens dev.intarsia.cli to
      info.picocli;
}
