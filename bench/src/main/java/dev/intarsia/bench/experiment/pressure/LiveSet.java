package dev.intarsia.bench.experiment.pressure;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What else a telemetry process keeps on its heap: spans that are still open, in a map of every
 * service, each with its attributes. Millions of small objects, connected in every direction, that
 * outlive every collection. Nobody changes them once they are there.
 */
public final class LiveSet {
  private static final int SPANS = 1_000;
  private static final int CALIBRATING_SERVICES = 16;
  private static final List<String> KEYS = List.of("pod", "route", "tenant", "version");

  private final Map<String, Map<Long, Span>> services = new HashMap<>();
  private long spans;

  private record Span(long id, String name, Map<String, String> attributes, List<Long> events) {}

  private LiveSet() {}

  /**
   * Fills the heap.
   *
   * @param bytes of heap that are to stay occupied, as this JVM lays objects out
   */
  public static LiveSet ofBytes(long bytes) {
    LiveSet set = new LiveSet();
    long before = occupied();
    while (set.services.size() < CALIBRATING_SERVICES) {
      set.addService();
    }
    long each = Math.max(1, (occupied() - before) / CALIBRATING_SERVICES);
    while (set.services.size() < bytes / each) {
      set.addService();
    }
    return set;
  }

  /** What is occupied when everything is collected that can be. */
  @SuppressWarnings("CollectingGarbage") // because garbage is not held
  public static long occupied() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void addService() {
    String service = "service-" + services.size();
    Map<Long, Span> open = new HashMap<>();
    for (int i = 0; i < SPANS; i++) {
      Span span = span(service, spans++);
      open.put(span.id(), span);
    }
    services.put(service, open);
  }

  private static Span span(String service, long number) {
    long id = number * 0x9E3779B97F4A7C15L;
    Map<String, String> attributes = new HashMap<>();
    for (String key : KEYS) {
      attributes.put(key, service + '/' + Long.toString(id, Character.MAX_RADIX));
    }
    List<Long> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      events.add(id + i);
    }
    return new Span(id, "span " + number, attributes, events);
  }

  /** How many spans are open. Asking for it at the end keeps the set alive until then. */
  public long spans() {
    return services.values().stream().mapToLong(Map::size).sum();
  }
}
