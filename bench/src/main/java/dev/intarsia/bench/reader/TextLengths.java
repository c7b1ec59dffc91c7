package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import java.util.List;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * What parquet-java tells texts to. A text of a dictionary is looked at once, and then looked up by
 * its number, as its own record readers do.
 */
final class TextLengths extends GroupConverter {
  private final Sum[] sums;

  TextLengths(List<TelemetryColumn> columns) {
    sums = columns.stream().map(column -> new Sum(column.kind() == Kind.TEXT)).toArray(Sum[]::new);
  }

  Sum of(int column) {
    return sums[column];
  }

  @Override
  public Converter getConverter(int field) {
    return sums[field];
  }

  @Override
  public void start() {}

  @Override
  public void end() {}

  /** Of the texts of a column in a row group; those of other columns tell it nothing. */
  static final class Sum extends PrimitiveConverter {
    private final boolean texts;
    private int[] byId = {};
    private long sum;

    Sum(boolean texts) {
      this.texts = texts;
    }

    long value() {
      return sum;
    }

    @Override
    public boolean hasDictionarySupport() {
      return texts;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      byId = new int[dictionary.getMaxId() + 1];
      for (int id = 0; id < byId.length; id++) {
        byId[id] = dictionary.decodeToBinary(id).length();
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      sum += byId[id];
    }

    @Override
    public void addBinary(Binary text) {
      sum += text.length();
    }
  }
}
