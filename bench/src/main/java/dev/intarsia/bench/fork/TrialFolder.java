package dev.intarsia.bench.fork;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the JVMs leave things for each other.
 *
 * @param path of the folder
 */
record TrialFolder(Path path) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * What is to be run.
   *
   * @param experiment by its name
   * @param trial of that experiment
   * @param effort how thorough
   */
  record Order(String experiment, Trial trial, Effort effort) {}

  void write(Order order) throws IOException {
    Files.writeString(path.resolve("order.json"), MAPPER.writeValueAsString(order));
  }

  Order order() throws IOException {
    return MAPPER.readValue(Files.readString(path.resolve("order.json")), Order.class);
  }

  /** The measurements, once the trial is through. */
  Path measurements() {
    return path.resolve("measurements.json");
  }

  /** What the trial's JVM printed. */
  Path log() {
    return path.resolve("log.txt");
  }

  /** A folder for what the trial's JVM keeps for itself. */
  Path temporary() throws IOException {
    return Files.createDirectories(path.resolve("temporary"));
  }

  /** An empty folder for what the trial writes; beside it is room for what trials share. */
  Path scratch() throws IOException {
    return Files.createDirectory(path.resolveSibling(path.getFileName() + "-files"));
  }
}
