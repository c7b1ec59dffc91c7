package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** parquet-java, as lean as its public API lets it be. */
public final class ParquetJavaContender implements Contender {
  private final Configuration configuration = new Configuration(false);
  private final CompressionCodecName codec;
  private final TelemetryReader reader = new TelemetryReader();

  public ParquetJavaContender(Codec codec) {
    this.codec =
        switch (codec) {
          case ZSTD -> CompressionCodecName.ZSTD;
          case UNCOMPRESSED -> CompressionCodecName.UNCOMPRESSED;
        };
    configuration.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, ZSTD_LEVEL);
    configuration.setBoolean(ZstandardCodec.PARQUET_COMPRESS_ZSTD_BUFFERPOOL_ENABLED, true);
  }

  @Override
  public void write(TelemetryRows rows, Path file) throws IOException {
    try (ParquetWriter<TelemetryReader> writer =
        new Builder(new LocalOutputFile(file))
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
            .build()) {
      rows.read(reader);
      while (reader.next()) {
        writer.write(reader);
      }
    }
  }

  @Override
  public void close() {}

  private static final class Builder extends ParquetWriter.Builder<TelemetryReader, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract nevertheless
    protected WriteSupport<TelemetryReader> getWriteSupport(Configuration configuration) {
      return new TelemetryWriteSupport();
    }
  }
}
