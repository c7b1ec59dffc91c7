/** The {@code intarsia} command. */
module dev.intarsia.cli {
  requires dev.intarsia.parquet;
  requires info.picocli;
  requires static org.jspecify;
}
