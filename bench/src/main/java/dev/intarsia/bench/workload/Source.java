package dev.intarsia.bench.workload;

/** How rows are held before the clock starts. */
public enum Source {
  /** Back to back in one off-heap buffer, as a network buffer would hold them. */
  BUFFER("one contiguous off-heap buffer"),
  /** Each in arrays of its own on the Java heap, as a parser would leave them. */
  OBJECTS("scattered arrays on the heap"),
  /** In off-heap columns already, in Arrow's layout. */
  COLUMNS("off-heap columns");

  private final String label;

  Source(String label) {
    this.label = label;
  }

  /** In words, for tables. */
  public String label() {
    return label;
  }
}
