package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.bench.workload.TelemetryObjects;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.ParquetWriter;

/** parquet-java, as lean as its public API lets it be. */
final class ParquetJavaContender implements Contender {
  static final List<String> UNMATCHED =
      List.of(
          "from a buffer, a row's texts are copied once into a reused byte[], which its Binary"
              + " needs",
          "a row group is measured as encoded bytes in memory",
          "written under its own name from the start");

  private final ParquetJavaFiles files;
  private final Input input;
  private final TelemetryReader reader = new TelemetryReader();

  ParquetJavaContender(Codec codec, Input input) {
    files = new ParquetJavaFiles(codec);
    this.input = input;
  }

  @Override
  public void write(Path file) throws IOException {
    switch (input.source()) {
      case BUFFER -> writeBuffer(file);
      case OBJECTS -> writeObjects(file);
      case COLUMNS -> throw new IllegalStateException("it takes rows only");
    }
  }

  private void writeBuffer(Path file) throws IOException {
    try (ParquetWriter<TelemetryReader> writer = files.create(file, BufferWriteSupport::new)) {
      input.buffer().read(reader);
      while (reader.next()) {
        writer.write(reader);
      }
    }
  }

  private void writeObjects(Path file) throws IOException {
    TelemetryObjects objects = input.objects();
    try (ParquetWriter<TelemetryObject> writer = files.create(file, ObjectWriteSupport::new)) {
      for (int i = 0; i < objects.rowCount(); i++) {
        writer.write(objects.row(i));
      }
    }
  }

  @Override
  public void close() {}
}
