package dev.intarsia.parquet.write;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.Validity;
import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.format.LevelHistograms;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a top-level primitive field, where a definition level is one bit, the validity bit,
 * so that levels are encoded from the bitmap's words. The bitmap comes into being at the page's
 * first null.
 */
final class FlatLevels extends PendingLevels {
  private final boolean nullable;
  private final GrowableSegment validity;
  private @Nullable PrimitiveColumn column;
  private int rows;
  private int nulls;
  private int firstAdded;
  private int addedRows;
  private int addedNulls;

  FlatLevels(boolean nullable, MemoryPool pool, String owner) {
    this.nullable = nullable;
    this.validity = GrowableSegment.allocate(pool, owner, 0);
  }

  @Override
  void bind(Column newColumn) {
    column = (PrimitiveColumn) newColumn;
  }

  @Override
  PrimitiveColumn leaf() {
    return Objects.requireNonNull(column, "column");
  }

  @Override
  int slot(int row) {
    return row;
  }

  /** A bit a row is left out. */
  @Override
  long pageBytes(int from, int count) {
    return 0;
  }

  /** As little as that is part of the slack of every column. */
  @Override
  long growth(int from, int count) {
    return 0;
  }

  @Override
  void add(int from, int count) {
    Validity bits = leaf().validity();
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
    firstAdded = from;
    addedRows = count;
    addedNulls = added;
  }

  private void reserve(int bits) {
    long bytes = Bits.ceilDiv(bits, 8);
    if (bytes > validity.size()) {
      validity.reserve(bytes - validity.size());
      validity.commit(bytes - validity.size());
    }
  }

  @Override
  int firstAdded() {
    return firstAdded;
  }

  @Override
  int addedSlots() {
    return addedRows;
  }

  @Override
  int addedNulls() {
    return addedNulls;
  }

  @Override
  int rows() {
    return rows;
  }

  @Override
  int entries() {
    return rows;
  }

  @Override
  int nulls() {
    return nulls;
  }

  @Override
  long bytes() {
    return Bits.ceilDiv(rows, Byte.SIZE);
  }

  @Override
  long pageBytes() {
    return 0;
  }

  @Override
  boolean hasRepetitions() {
    return false;
  }

  @Override
  boolean hasDefinitions() {
    return nullable;
  }

  @Override
  void encodeRepetitions(GrowableSegment out) {}

  @Override
  void encodeDefinitions(GrowableSegment out) {
    if (!nullable) {
      return;
    }
    if (nulls == 0 || nulls == rows) {
      RleBitPackedHybridEncoder.encodeRepeated(nulls == 0 ? 1 : 0, rows, 1, out);
    } else {
      RleBitPackedHybridEncoder.encodeBits(validity.segment(), 0, rows, out);
    }
  }

  @Override
  LevelHistograms histograms() {
    return LevelHistograms.NONE;
  }

  @Override
  void clear() {
    validity.clear();
    rows = 0;
    nulls = 0;
  }

  @Override
  void release() {}

  @Override
  public void close() {
    validity.close();
  }
}
