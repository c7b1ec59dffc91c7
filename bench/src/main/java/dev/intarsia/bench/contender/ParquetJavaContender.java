package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.bench.workload.TelemetryObjects;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** parquet-java, as lean as its public API lets it be. */
final class ParquetJavaContender implements Contender {
  static final List<String> UNMATCHED =
      List.of(
          "from a buffer, a row's texts are copied once into a reused byte[], which its Binary"
              + " needs",
          "a row group is measured as encoded bytes in memory",
          "written under its own name from the start");

  private final Configuration configuration = new Configuration(false);
  private final CompressionCodecName codec;
  private final Input input;
  private final TelemetryReader reader = new TelemetryReader();

  ParquetJavaContender(Codec codec, Input input) {
    this.codec =
        switch (codec) {
          case ZSTD -> CompressionCodecName.ZSTD;
          case UNCOMPRESSED -> CompressionCodecName.UNCOMPRESSED;
        };
    this.input = input;
    configuration.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, ZSTD_LEVEL);
    configuration.setBoolean(ZstandardCodec.PARQUET_COMPRESS_ZSTD_BUFFERPOOL_ENABLED, true);
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
    try (ParquetWriter<TelemetryReader> writer = writer(file, BufferWriteSupport::new)) {
      input.buffer().read(reader);
      while (reader.next()) {
        writer.write(reader);
      }
    }
  }

  private void writeObjects(Path file) throws IOException {
    TelemetryObjects objects = input.objects();
    try (ParquetWriter<TelemetryObject> writer = writer(file, ObjectWriteSupport::new)) {
      for (int i = 0; i < objects.rowCount(); i++) {
        writer.write(objects.row(i));
      }
    }
  }

  private <T> ParquetWriter<T> writer(Path file, Supplier<WriteSupport<T>> support)
      throws IOException {
    return new Builder<>(new LocalOutputFile(file), support)
        .withConf(configuration)
        .withCompressionCodec(codec)
        .withWriterVersion(WriterVersion.PARQUET_1_0)
        .withPageSize(PAGE_BYTES)
        .withPageRowCountLimit(PAGE_ROWS)
        .withDictionaryEncoding(true)
        .withDictionaryPageSize(DICTIONARY_BYTES)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withPageWriteChecksumEnabled(true)
        .withValidation(false)
        .build();
  }

  @Override
  public void close() {}

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final Supplier<WriteSupport<T>> support;

    Builder(OutputFile file, Supplier<WriteSupport<T>> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract nevertheless
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return support.get();
    }
  }
}
