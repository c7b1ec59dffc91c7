package dev.intarsia.encoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bitpacking.ByteBitPackingValuesWriter;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;

/** Values as parquet-java encodes them. */
final class Foreign {
  private static final ByteBufferAllocator HEAP = new HeapByteBufferAllocator();

  private Foreign() {}

  static byte[] hybrid(int[] values, int width) throws IOException {
    try (var encoder = new RunLengthBitPackingHybridEncoder(width, 64, 1 << 20, HEAP)) {
      for (int value : values) {
        encoder.writeInt(value);
      }
      return bytes(encoder.toBytes());
    }
  }

  static byte[] bitPacked(int[] levels, int maxLevel) {
    try (var writer = new ByteBitPackingValuesWriter(maxLevel, Packer.BIG_ENDIAN)) {
      for (int level : levels) {
        writer.writeInteger(level);
      }
      return bytes(writer.getBytes());
    }
  }

  static byte[] deltaInts(int[] values, int block, int miniblocks) {
    try (var writer =
        new DeltaBinaryPackingValuesWriterForInteger(block, miniblocks, 64, 1 << 20, HEAP)) {
      for (int value : values) {
        writer.writeInteger(value);
      }
      return bytes(writer.getBytes());
    }
  }

  static byte[] deltaLongs(long[] values, int block, int miniblocks) {
    try (var writer =
        new DeltaBinaryPackingValuesWriterForLong(block, miniblocks, 64, 1 << 20, HEAP)) {
      for (long value : values) {
        writer.writeLong(value);
      }
      return bytes(writer.getBytes());
    }
  }

  static byte[] deltaLengths(List<byte[]> values) {
    return binaries(new DeltaLengthByteArrayValuesWriter(64, 1 << 20, HEAP), values);
  }

  static byte[] deltaByteArrays(List<byte[]> values) {
    return binaries(new DeltaByteArrayWriter(64, 1 << 20, HEAP), values);
  }

  static byte[] byteStreamSplit(List<byte[]> values, int width) {
    return binaries(
        new FixedLenByteArrayByteStreamSplitValuesWriter(width, 64, 1 << 20, HEAP), values);
  }

  private static byte[] binaries(ValuesWriter writer, List<byte[]> values) {
    try (writer) {
      for (byte[] value : values) {
        writer.writeBytes(Binary.fromConstantByteArray(value));
      }
      return bytes(writer.getBytes());
    }
  }

  private static byte[] bytes(BytesInput input) {
    ByteBuffer buffer = input.toByteBuffer(HEAP, _ -> {});
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
