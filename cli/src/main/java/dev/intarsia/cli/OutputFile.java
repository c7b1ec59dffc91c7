package dev.intarsia.cli;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.cli.console.Sizes;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.FileSink;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a Parquet file is written. */
final class OutputFile {
  /** The codecs by their names on the command line. */
  enum CodecName {
    zstd,
    snappy,
    gzip,
    lz4_raw,
    none
  }

  /** Reads sizes such as 64MiB. */
  static final class SizeConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Sizes.parseBytes(text);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(malformed.getMessage());
      }
    }
  }

  @Option(
      names = "--codec",
      paramLabel = "NAME",
      description = "compression: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  CodecName codec = CodecName.zstd;

  @Option(
      names = "--level",
      paramLabel = "N",
      description = "compression level: zstd -7 to 22 (default: 3), gzip 1 to 9 (default: 6)")
  @Nullable Integer level;

  @Option(
      names = "--row-group-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "bytes in the file after which a row group ends (default: 128MiB)")
  long rowGroupBytes = 128L << 20;

  @Option(
      names = "--row-group-rows",
      paramLabel = "N",
      description = "rows after which a row group ends (default: 1048576)")
  long rowGroupRows = 1 << 20;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "off-heap memory to use at most; row groups get smaller if it runs short (default:"
              + " 512MiB)")
  long memory = 512L << 20;

  @Option(names = "--no-progress", description = "show no progress line, even on a terminal")
  boolean quiet;

  /**
   * The file before it appears.
   *
   * @throws Failure if there is no directory to put it in
   */
  static FileSink sink(Path target, boolean keepExisting) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new Failure("there is no directory " + directory);
    }
    return keepExisting ? FileSink.of(target, FileSink.Option.FAIL_IF_EXISTS) : FileSink.of(target);
  }

  MemoryLimit memoryLimit() {
    return MemoryLimit.bytes(memory);
  }

  /**
   * How the file is to be written.
   *
   * @throws ParameterException if the options do not go together
   */
  WriterOptions writerOptions(CommandSpec command) {
    try {
      return WriterOptions.builder()
          .compression(compression())
          .rowGroupBytes(rowGroupBytes)
          .rowGroupRows(rowGroupRows)
          .validateUtf8(true)
          .build();
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(
          command.commandLine(), String.valueOf(unfit.getMessage()), unfit);
    }
  }

  private Compression compression() {
    boolean levels = codec == CodecName.zstd || codec == CodecName.gzip;
    if (level != null && !levels) {
      throw new IllegalArgumentException("--codec " + codec + " has no levels");
    }
    return switch (codec) {
      case zstd -> Compression.zstd(level == null ? 3 : level);
      case gzip -> Compression.gzip(level == null ? 6 : level);
      case snappy -> Compression.snappy();
      case lz4_raw -> Compression.lz4Raw();
      case none -> Compression.uncompressed();
    };
  }

  /** The codec and its level in words. */
  String compressionName() {
    Compression compression = compression();
    String name = codec == CodecName.none ? "uncompressed" : codec.name();
    return compression.level() == 0 ? name : name + " " + compression.level();
  }
}
