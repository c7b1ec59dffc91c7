package dev.intarsia.bench.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads, it comes to what the rows themselves come to. */
class ReaderKindTest {
  /** More than a batch of ours, and no multiple of 64. */
  private static final int ROWS = 20_003;

  @TempDir private static Path directory = Path.of("");
  private static Input input = Input.generate(Source.BUFFER, 0, 1);

  @BeforeAll
  static void generate() throws IOException {
    input.close();
    input = Input.generate(Source.BUFFER, 7, ROWS);
    for (ContenderKind writer : List.of(ContenderKind.PARQUET_JAVA, ContenderKind.INTARSIA_ROWS)) {
      try (Contender contender = writer.open(Codec.ZSTD, input)) {
        contender.write(file(writer));
      }
    }
  }

  @AfterAll
  static void close() {
    input.close();
  }

  private static Path file(ContenderKind writer) {
    return directory.resolve(writer + ".parquet");
  }

  @ParameterizedTest
  @EnumSource
  void readerComesToWhatTheRowsComeTo(ReaderKind kind) throws IOException {
    Fold expected = ofRows();
    try (FoldingReader reader = kind.open()) {
      for (int time = 0; time < 2; time++) {
        reader.fold(file(ContenderKind.PARQUET_JAVA)).requireEqual(expected);
        reader.fold(file(ContenderKind.INTARSIA_ROWS)).requireEqual(expected);
      }
    }
  }

  @Test
  void labelsTellReadersApart() {
    assertThat(Arrays.stream(ReaderKind.values()).map(ReaderKind::label)).doesNotHaveDuplicates();
  }

  private static Fold ofRows() {
    Fold fold = new Fold(List.of(TelemetryColumn.values()));
    TelemetryReader reader = new TelemetryReader();
    input.buffer().read(reader);
    while (reader.next()) {
      fold.addRows(1);
      long text = reader.offset() + TelemetryLayout.TEXTS;
      for (TelemetryColumn column : TelemetryColumn.values()) {
        if ((reader.nulls() >>> column.index() & 1) != 0) {
          fold.addNulls(column.index(), 1);
        } else if (column.kind() == Kind.TEXT) {
          int length = reader.segment().get(TelemetryLayout.INT, text);
          fold.add(column.index(), length);
          text += Integer.BYTES + length;
        } else {
          add(reader.segment(), reader.offset() + TelemetryLayout.offset(column), column, fold);
        }
      }
    }
    return fold;
  }

  private static void add(MemorySegment rows, long slot, TelemetryColumn column, Fold fold) {
    switch (column.kind()) {
      case LONG -> fold.add(column.index(), rows.get(TelemetryLayout.LONG, slot));
      case INT -> fold.add(column.index(), rows.get(TelemetryLayout.INT, slot));
      case DOUBLE -> fold.add(column.index(), rows.get(TelemetryLayout.DOUBLE, slot));
      case BOOLEAN -> fold.add(column.index(), rows.get(TelemetryLayout.BYTE, slot));
      case TEXT -> throw new AssertionError(column);
    }
  }
}
