package dev.intarsia.parquet.format;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.compress.CodecKind;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Type;

/** Our enums as the format's. */
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
      case LZ4_RAW -> CompressionCodec.LZ4_RAW;
      case ZSTD -> CompressionCodec.ZSTD;
    };
  }
}
