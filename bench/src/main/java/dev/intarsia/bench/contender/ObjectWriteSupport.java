package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import org.apache.parquet.io.api.Binary;

/**
 * Hands rows that are objects to parquet-java. Their arrays never change, so each text is a {@link
 * Binary} around its array, which parquet-java may keep instead of a copy.
 */
final class ObjectWriteSupport extends TelemetryWriteSupport<TelemetryObject> {

  @Override
  public void write(TelemetryObject row) {
    long[] numbers = row.numbers();
    byte[][] texts = row.texts();
    long nulls = row.nulls();
    int number = 0;
    int text = 0;
    consumer.startMessage();
    for (int column = 0; column < kinds.length; column++) {
      Kind kind = kinds[column];
      long bits = kind == Kind.TEXT ? 0 : numbers[number++];
      if (((nulls >>> column) & 1) != 0) {
        continue;
      }
      consumer.startField(names[column], column);
      switch (kind) {
        case LONG -> consumer.addLong(bits);
        case INT -> consumer.addInteger((int) bits);
        case DOUBLE -> consumer.addDouble(Double.longBitsToDouble(bits));
        case BOOLEAN -> consumer.addBoolean(bits != 0);
        case TEXT -> consumer.addBinary(Binary.fromConstantByteArray(texts[text++]));
      }
      consumer.endField(names[column], column);
    }
    consumer.endMessage();
  }
}
