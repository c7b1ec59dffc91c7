package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows as Arrow vectors, a batch whenever one is asked for. Vectors are allocated for the rows of
 * their batch, and texts for what the texts before them took, so that growth is the exception. A
 * null is a slot that is not set.
 */
final class TelemetryVectors extends ArrowReader {
  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();

  /** What a text is expected to take before the first batch; they grow from there. */
  private static final int TEXT_BYTES = 16;

  private final Kind[] kinds = new Kind[COLUMNS.length];
  private final int[] offsets = new int[COLUMNS.length];
  private final double[] textBytes = new double[COLUMNS.length];
  private final FieldVector[] vectors = new FieldVector[COLUMNS.length];
  private final Input input;
  private final int batchRows;
  private final TelemetryReader reader = new TelemetryReader();
  private int taken;

  TelemetryVectors(BufferAllocator allocator, Input input, int batchRows) {
    super(allocator);
    this.input = input;
    this.batchRows = batchRows;
    for (TelemetryColumn column : COLUMNS) {
      kinds[column.index()] = column.kind();
      offsets[column.index()] = TelemetryLayout.offset(column);
    }
    Arrays.fill(textBytes, TEXT_BYTES);
  }

  @Override
  protected Schema readSchema() {
    return new Schema(Arrays.stream(COLUMNS).map(TelemetryVectors::field).toList());
  }

  private static Field field(TelemetryColumn column) {
    FieldType type = new FieldType(column.nullable(), type(column), null);
    return new Field(column.columnName(), type, List.of());
  }

  private static ArrowType type(TelemetryColumn column) {
    return switch (column) {
      case TIME -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case OBSERVED_TIME -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
      default ->
          switch (column.kind()) {
            case LONG -> new ArrowType.Int(Long.SIZE, true);
            case INT -> new ArrowType.Int(Integer.SIZE, true);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case TEXT -> ArrowType.Utf8.INSTANCE;
          };
    };
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    int rows = Math.min(batchRows, input.rows() - taken);
    if (rows == 0) {
      return false;
    }
    VectorSchemaRoot root = getVectorSchemaRoot();
    allocate(root, rows);
    switch (input.source()) {
      case BUFFER -> takeBuffer(rows);
      case OBJECTS -> takeObjects(rows);
      case COLUMNS -> throw new IllegalStateException("columns have no rows to take");
    }
    taken += rows;
    root.setRowCount(rows);
    learn(rows);
    return true;
  }

  /** The batch before has been exported and keeps its memory for as long as it is used. */
  private void allocate(VectorSchemaRoot root, int rows) {
    for (int i = 0; i < vectors.length; i++) {
      FieldVector vector = root.getVector(i);
      vectors[i] = vector;
      if (vector instanceof VarCharVector texts) {
        texts.allocateNew((long) (textBytes[i] * rows), rows);
      } else {
        ((BaseFixedWidthVector) vector).allocateNew(rows);
      }
    }
  }

  /** A tenth more than what the texts of this batch took. */
  private void learn(int rows) {
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i] instanceof VarCharVector texts) {
        textBytes[i] = 1.1 * texts.getEndOffset(rows - 1) / rows + 1;
      }
    }
  }

  private void takeBuffer(int rows) {
    if (taken == 0) {
      input.buffer().read(reader);
    }
    MemorySegment source = reader.segment();
    long base = reader.endOffset();
    ByteBuffer texts =
        source.asSlice(base, Math.min(source.byteSize() - base, Integer.MAX_VALUE)).asByteBuffer();
    for (int row = 0; row < rows && reader.next(); row++) {
      take(row, source, texts, base);
    }
  }

  private void take(int row, MemorySegment source, ByteBuffer texts, long base) {
    long begin = reader.offset();
    long nulls = reader.nulls();
    long text = begin + TelemetryLayout.TEXTS;
    for (int i = 0; i < kinds.length; i++) {
      if (((nulls >>> i) & 1) != 0) {
        continue;
      }
      long slot = begin + offsets[i];
      FieldVector vector = vectors[i];
      switch (kinds[i]) {
        case LONG -> setLong(vector, row, source.get(TelemetryLayout.LONG, slot));
        case INT -> ((IntVector) vector).set(row, source.get(TelemetryLayout.INT, slot));
        case DOUBLE -> ((Float8Vector) vector).set(row, source.get(TelemetryLayout.DOUBLE, slot));
        case BOOLEAN -> ((BitVector) vector).set(row, source.get(TelemetryLayout.BYTE, slot));
        case TEXT -> {
          int length = source.get(TelemetryLayout.INT, text);
          int at = (int) (text + Integer.BYTES - base);
          ((VarCharVector) vector).setSafe(row, texts, at, length);
          text += Integer.BYTES + length;
        }
      }
    }
  }

  private void takeObjects(int rows) {
    for (int row = 0; row < rows; row++) {
      take(row, input.objects().row(taken + row));
    }
  }

  private void take(int row, TelemetryObject object) {
    long nulls = object.nulls();
    int number = 0;
    int text = 0;
    for (int i = 0; i < kinds.length; i++) {
      long bits = kinds[i] == Kind.TEXT ? 0 : object.numbers()[number++];
      if (((nulls >>> i) & 1) != 0) {
        continue;
      }
      FieldVector vector = vectors[i];
      switch (kinds[i]) {
        case LONG -> setLong(vector, row, bits);
        case INT -> ((IntVector) vector).set(row, (int) bits);
        case DOUBLE -> ((Float8Vector) vector).set(row, Double.longBitsToDouble(bits));
        case BOOLEAN -> ((BitVector) vector).set(row, (int) bits);
        case TEXT -> ((VarCharVector) vector).setSafe(row, object.texts()[text++]);
      }
    }
  }

  private static void setLong(FieldVector vector, int row, long value) {
    if (vector instanceof BigIntVector longs) {
      longs.set(row, value);
    } else {
      ((TimeStampVector) vector).set(row, value);
    }
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {}
}
