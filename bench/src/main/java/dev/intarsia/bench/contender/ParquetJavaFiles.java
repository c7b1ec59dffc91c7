package dev.intarsia.bench.contender;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Opens files of parquet-java with the settings that all contenders have in common. */
final class ParquetJavaFiles {
  private final Configuration configuration = new Configuration(false);
  private final CompressionCodecName codec;

  ParquetJavaFiles(Codec codec) {
    this.codec =
        switch (codec) {
          case ZSTD -> CompressionCodecName.ZSTD;
          case UNCOMPRESSED -> CompressionCodecName.UNCOMPRESSED;
        };
    configuration.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, Contender.ZSTD_LEVEL);
    configuration.setBoolean(ZstandardCodec.PARQUET_COMPRESS_ZSTD_BUFFERPOOL_ENABLED, true);
  }

  <T> ParquetWriter<T> create(Path file, Supplier<WriteSupport<T>> support) throws IOException {
    return new Builder<>(new LocalOutputFile(file), support)
        .withConf(configuration)
        .withCompressionCodec(codec)
        .withWriterVersion(WriterVersion.PARQUET_1_0)
        .withPageSize(Contender.PAGE_BYTES)
        .withPageRowCountLimit(Contender.PAGE_ROWS)
        .withDictionaryEncoding(true)
        .withDictionaryPageSize(Contender.DICTIONARY_BYTES)
        .withRowGroupSize(Contender.ROW_GROUP_BYTES)
        .withPageWriteChecksumEnabled(true)
        .withValidation(false)
        .build();
  }

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
