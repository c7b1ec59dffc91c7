package dev.intarsia.bench.contender;

/** Who takes part, and what is not the same for it as for the others. */
public enum ContenderKind {
  /** The reference. */
  PARQUET_JAVA(
      "parquet-java 1.18.1",
      "a WriteSupport over the row buffer: one copy of a row's texts into a reused byte[]; pages"
          + " buffered on the heap; LocalOutputFile; row group measured as encoded bytes",
      "-XX:+UseSerialGC -Xmx6g"),

  /** Ours, row by row. */
  INTARSIA_ROWS(
      "Intarsia, row API",
      "pages that do not shrink stay uncompressed; bounds in statistics cut at 64 bytes; published"
          + " under a temporary name, then renamed",
      "-XX:+UseSerialGC -Xmx64m");

  private final String label;
  private final String unmatched;
  private final String jvmFlags;

  ContenderKind(String label, String unmatched, String jvmFlags) {
    this.label = label;
    this.unmatched = unmatched;
    this.jvmFlags = jvmFlags;
  }

  /** Sets the contender up. */
  public Contender open(Codec codec) {
    return switch (this) {
      case PARQUET_JAVA -> new ParquetJavaContender(codec);
      case INTARSIA_ROWS -> new IntarsiaRowsContender(codec);
    };
  }

  /** Name and version, for tables. */
  public String label() {
    return label;
  }

  /** How it differs from the others beyond being itself. */
  public String unmatched() {
    return unmatched;
  }

  /** Flags of the JVM that it gets to itself, unless the caller says otherwise. */
  public String jvmFlags() {
    return jvmFlags;
  }
}
