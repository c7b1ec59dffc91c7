package dev.intarsia.parquet.write;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Validity;
import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;

/**
 * The rows of the page that is being filled: which of them are null. In a flat schema a definition
 * level is one bit, the validity bit, so levels are encoded from the bitmap's words. The bitmap
 * comes into being at the page's first null.
 */
final class PendingLevels implements AutoCloseable {
  private final boolean nullable;
  private final GrowableSegment validity;
  private int rows;
  private int nulls;

  PendingLevels(boolean nullable, MemoryPool pool, String owner) {
    this.nullable = nullable;
    this.validity = GrowableSegment.allocate(pool, owner, 0);
  }

  int rows() {
    return rows;
  }

  int nulls() {
    return nulls;
  }

  /** Adds rows of a column and returns how many of them are null. */
  int add(Column column, int from, int count) {
    Validity bits = column.validity();
    int added =
        bits == null
            ? 0
            : count - Math.toIntExact(Bits.count(bits.bitmap(), bits.bitOffset() + from, count));
    if (added > 0 && nulls == 0) {
      reserve(rows);
      Bits.fill(validity.segment(), 0, rows, true);
    }
    nulls += added;
    if (nulls > 0) {
      reserve(rows + count);
      if (bits == null) {
        Bits.fill(validity.segment(), rows, count, true);
      } else {
        Bits.copy(bits.bitmap(), bits.bitOffset() + from, validity.segment(), rows, count);
      }
    }
    rows += count;
    return added;
  }

  private void reserve(int bits) {
    long bytes = Bits.ceilDiv(bits, 8);
    if (bytes > validity.size()) {
      validity.reserve(bytes - validity.size());
      validity.commit(bytes - validity.size());
    }
  }

  /** Appends the definition levels as runs, without a length; nothing for a required column. */
  void encode(GrowableSegment out) {
    if (!nullable) {
      return;
    }
    if (nulls == 0 || nulls == rows) {
      RleBitPackedHybridEncoder.encodeRepeated(nulls == 0 ? 1 : 0, rows, 1, out);
    } else {
      RleBitPackedHybridEncoder.encodeBits(validity.segment(), 0, rows, out);
    }
  }

  void clear() {
    validity.clear();
    rows = 0;
    nulls = 0;
  }

  @Override
  public void close() {
    validity.close();
  }
}
