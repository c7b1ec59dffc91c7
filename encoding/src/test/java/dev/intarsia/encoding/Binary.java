package dev.intarsia.encoding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Byte strings in Arrow's layout. */
record Binary(MemorySegment offsets, MemorySegment data) {
  static Binary of(Buffers buffers, List<byte[]> values) {
    int[] offsets = new int[values.size() + 1];
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < values.size(); i++) {
      data.writeBytes(values.get(i));
      offsets[i + 1] = data.size();
    }
    return new Binary(buffers.ints(offsets), buffers.bytes(data.toByteArray()));
  }

  static byte[] slice(MemorySegment segment, long offset, int length) {
    return segment.asSlice(offset, length).toArray(JAVA_BYTE);
  }
}
