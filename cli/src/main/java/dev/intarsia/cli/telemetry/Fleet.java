package dev.intarsia.cli.telemetry;

import dev.intarsia.cli.telemetry.TelemetryWords.Service;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The pods that send telemetry. What a pod says of itself is the same in each of its rows, so it is
 * encoded once: fourteen neighbouring texts with their lengths, ready to be copied as one.
 */
final class Fleet {
  static final int PODS = 400;
  private static final int HOSTS = 120;
  private static final int CLOUD_REGIONS = 6;

  private final SplitMix random = new SplitMix();
  private final TextTable resources;
  private final int[] pids = new int[PODS];

  /**
   * A fleet drawn from a seed.
   *
   * @param arena owns the encoded texts
   */
  Fleet(Arena arena, long seed) {
    random.seed(seed, -1);
    List<byte[]> pods = new ArrayList<>();
    for (int pod = 0; pod < PODS; pod++) {
      pids[pod] = 1 + random.skewed(32_000);
      pods.add(encoded(resource(pod)));
    }
    resources = TextTable.ofBytes(arena, pods);
  }

  /** Every service has a pod, the first ones have most. */
  private List<String> resource(int pod) {
    int services = TelemetryWords.SERVICES.size();
    Service service = TelemetryWords.SERVICES.get(pod < services ? pod : random.skewed(services));
    int host = random.below(HOSTS);
    int region = host % CLOUD_REGIONS;
    String regionName = TelemetryWords.REGIONS.get(region);
    String hash = "%06x".formatted(random.next() & 0xFFFFFF);
    return List.of(
        service.name(),
        (service.name().length() % 5 + 1) + "." + random.below(4) + "." + service.name().length(),
        "%016x".formatted(random.next()),
        environment(),
        TelemetryWords.CLOUDS.get(region / 2),
        regionName,
        regionName + "-" + "abc".charAt(host / CLOUD_REGIONS % 3),
        "node-%d-%d".formatted(region, host),
        TelemetryWords.OPERATING_SYSTEMS.get(host == 0 ? 1 : 0),
        regionName,
        service.namespace(),
        service.name() + "-" + hash + "-" + Integer.toString(pod + 36 * 36 * 36, 36),
        service.name(),
        service.runtime());
  }

  private String environment() {
    int draw = random.below(100);
    return TelemetryWords.ENVIRONMENTS.get(draw < 90 ? 0 : draw < 97 ? 1 : 2);
  }

  private static byte[] encoded(List<String> texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(length.putInt(bytes.length).array());
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  int pid(int pod) {
    return pids[pod];
  }

  /** Appends the texts from {@code service_name} to {@code process_runtime_name}. */
  void appendResource(int pod, RowOutput out) {
    out.append(resources, pod);
  }
}
