package dev.intarsia.parquet.format;

import dev.intarsia.columns.LogicalType.EdgeInterpolation;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.parquet.PageCodec;
import dev.intarsia.parquet.PageEncoding;
import dev.intarsia.parquet.PageType;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.EdgeInterpolationAlgorithm;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Our enums as the format's, and back. */
final class FormatNames {
  private FormatNames() {}

  static Type type(PhysicalType type) {
    return switch (type) {
      case BOOLEAN -> Type.BOOLEAN;
      case INT32 -> Type.INT32;
      case INT64 -> Type.INT64;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case BYTE_ARRAY -> Type.BYTE_ARRAY;
      case FIXED_LEN_BYTE_ARRAY -> Type.FIXED_LEN_BYTE_ARRAY;
    };
  }

  /** INT96 has none of its own: it is read as a timestamp. */
  static PhysicalType physicalType(Type type) {
    return switch (type) {
      case BOOLEAN -> PhysicalType.BOOLEAN;
      case INT32 -> PhysicalType.INT32;
      case INT64, INT96 -> PhysicalType.INT64;
      case FLOAT -> PhysicalType.FLOAT;
      case DOUBLE -> PhysicalType.DOUBLE;
      case BYTE_ARRAY -> PhysicalType.BYTE_ARRAY;
      case FIXED_LEN_BYTE_ARRAY -> PhysicalType.FIXED_LEN_BYTE_ARRAY;
    };
  }

  static EdgeInterpolationAlgorithm edges(EdgeInterpolation edges) {
    return switch (edges) {
      case SPHERICAL -> EdgeInterpolationAlgorithm.SPHERICAL;
      case VINCENTY -> EdgeInterpolationAlgorithm.VINCENTY;
      case THOMAS -> EdgeInterpolationAlgorithm.THOMAS;
      case ANDOYER -> EdgeInterpolationAlgorithm.ANDOYER;
      case KARNEY -> EdgeInterpolationAlgorithm.KARNEY;
    };
  }

  static EdgeInterpolation edges(@Nullable EdgeInterpolationAlgorithm algorithm) {
    return switch (algorithm) {
      case VINCENTY -> EdgeInterpolation.VINCENTY;
      case THOMAS -> EdgeInterpolation.THOMAS;
      case ANDOYER -> EdgeInterpolation.ANDOYER;
      case KARNEY -> EdgeInterpolation.KARNEY;
      case SPHERICAL -> EdgeInterpolation.SPHERICAL;
      case null -> EdgeInterpolation.SPHERICAL;
    };
  }

  static PageCodec codec(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> PageCodec.UNCOMPRESSED;
      case SNAPPY -> PageCodec.SNAPPY;
      case GZIP -> PageCodec.GZIP;
      case LZO -> PageCodec.LZO;
      case BROTLI -> PageCodec.BROTLI;
      case LZ4 -> PageCodec.LZ4;
      case ZSTD -> PageCodec.ZSTD;
      case LZ4_RAW -> PageCodec.LZ4_RAW;
    };
  }

  static PageEncoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    return switch (encoding) {
      case PLAIN -> PageEncoding.PLAIN;
      case PLAIN_DICTIONARY -> PageEncoding.PLAIN_DICTIONARY;
      case RLE -> PageEncoding.RLE;
      case BIT_PACKED -> PageEncoding.BIT_PACKED;
      case DELTA_BINARY_PACKED -> PageEncoding.DELTA_BINARY_PACKED;
      case DELTA_LENGTH_BYTE_ARRAY -> PageEncoding.DELTA_LENGTH_BYTE_ARRAY;
      case DELTA_BYTE_ARRAY -> PageEncoding.DELTA_BYTE_ARRAY;
      case RLE_DICTIONARY -> PageEncoding.RLE_DICTIONARY;
      case BYTE_STREAM_SPLIT -> PageEncoding.BYTE_STREAM_SPLIT;
      case null -> PageEncoding.UNKNOWN;
    };
  }

  static PageType pageType(org.apache.parquet.format.@Nullable PageType type) {
    return switch (type) {
      case DICTIONARY_PAGE -> PageType.DICTIONARY;
      case DATA_PAGE -> PageType.DATA_V1;
      case DATA_PAGE_V2 -> PageType.DATA_V2;
      case INDEX_PAGE -> PageType.INDEX;
      case null -> PageType.UNKNOWN;
    };
  }

  static org.apache.parquet.format.Encoding encoding(Encoding encoding) {
    return switch (encoding) {
      case PLAIN -> org.apache.parquet.format.Encoding.PLAIN;
      case RLE -> org.apache.parquet.format.Encoding.RLE;
      case RLE_DICTIONARY -> org.apache.parquet.format.Encoding.RLE_DICTIONARY;
      case DELTA_BINARY_PACKED -> org.apache.parquet.format.Encoding.DELTA_BINARY_PACKED;
      case DELTA_LENGTH_BYTE_ARRAY -> org.apache.parquet.format.Encoding.DELTA_LENGTH_BYTE_ARRAY;
      case DELTA_BYTE_ARRAY -> org.apache.parquet.format.Encoding.DELTA_BYTE_ARRAY;
      case BYTE_STREAM_SPLIT -> org.apache.parquet.format.Encoding.BYTE_STREAM_SPLIT;
    };
  }

  static CompressionCodec codec(CodecKind codec) {
    return switch (codec) {
      case UNCOMPRESSED -> CompressionCodec.UNCOMPRESSED;
      case SNAPPY -> CompressionCodec.SNAPPY;
      case GZIP -> CompressionCodec.GZIP;
      case BROTLI -> CompressionCodec.BROTLI;
      case LZ4 -> CompressionCodec.LZ4;
      case LZ4_RAW -> CompressionCodec.LZ4_RAW;
      case ZSTD -> CompressionCodec.ZSTD;
    };
  }
}
