package dev.intarsia.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Results as JSON, a field per component of each record; docs/benchmark-results.md tells them all.
 * Fields that a later version added are passed over.
 */
public final class ResultJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private static final TypeReference<List<Measurement>> MEASUREMENTS = new TypeReference<>() {};

  private ResultJson() {}

  /** Writes a report. */
  public static void write(BenchmarkReport report, Path file) throws IOException {
    write((Object) report, file);
  }

  /** Writes measurements. */
  public static void write(List<Measurement> measurements, Path file) throws IOException {
    write((Object) measurements, file);
  }

  private static void write(Object value, Path file) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(value) + "\n");
  }

  /**
   * Reads a report.
   *
   * @throws IOException naming the file, if it is no report, or one of a later schema
   */
  public static BenchmarkReport read(Path file) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(Files.readString(file));
      int version = tree.path("schemaVersion").asInt(0);
      if (version > BenchmarkReport.SCHEMA_VERSION) {
        throw new IOException(
            "%s has results of schema version %d; this intarsia reads up to %d: use a later one"
                .formatted(file, version, BenchmarkReport.SCHEMA_VERSION));
      }
      addFailures(tree);
      return MAPPER.treeToValue(tree, BenchmarkReport.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " holds no benchmark results: " + e.getOriginalMessage(), e);
    }
  }

  /** Version 1 had no experiments with failures. */
  private static void addFailures(JsonNode report) {
    if (report.path("schemaVersion").asInt(0) == 1) {
      for (JsonNode experiment : report.path("experiments")) {
        ((ObjectNode) experiment).putArray("failures");
      }
    }
  }

  /** Reads measurements. */
  public static List<Measurement> readMeasurements(Path file) throws IOException {
    return MAPPER.readValue(Files.readString(file), MEASUREMENTS);
  }
}
