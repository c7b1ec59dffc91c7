package dev.intarsia.memory;

import dev.intarsia.memory.slab.Holding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pool was closed while memory from it was still out. */
public final class MemoryLeakException extends IllegalStateException {

  private final transient List<LeakReport> reports;

  private MemoryLeakException(String message, List<LeakReport> reports) {
    super(message);
    this.reports = reports;
  }

  /** Names every owner, and where it took the memory as far as that was watched. */
  static MemoryLeakException of(String pool, List<Holding> out, List<LeakReport> watched) {
    Map<String, Long> byOwner = new TreeMap<>();
    out.forEach(holding -> byOwner.merge(holding.owner(), holding.bytes(), Long::sum));
    long total = byOwner.values().stream().mapToLong(Long::longValue).sum();
    watched.forEach(report -> byOwner.merge(report.owner(), -report.bytes(), Long::sum));
    StringBuilder text = new StringBuilder();
    text.append("pool \"%s\" was closed with %d bytes still out:".formatted(pool, total));
    watched.forEach(report -> text.append("\n  ").append(report.describe()));
    byOwner.forEach(
        (owner, bytes) -> {
          if (bytes > 0) {
            text.append("\n  ").append(bytes).append(" bytes of \"").append(owner).append('"');
          }
        });
    text.append('\n').append(LeakDetector.advice());
    return new MemoryLeakException(text.toString(), List.copyOf(watched));
  }

  /**
   * The leaks whose place of allocation was watched.
   *
   * @return none when detection is off
   */
  public List<LeakReport> reports() {
    return reports;
  }
}
