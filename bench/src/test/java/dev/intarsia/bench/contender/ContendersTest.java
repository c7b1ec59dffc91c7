package dev.intarsia.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each contender writes, from everything it can take rows from. */
class ContendersTest {
  private static final int ROWS = 1_000;
  private static final long SEED = 7;
  private static final Map<Source, Input> INPUTS = new EnumMap<>(Source.class);

  @TempDir private static Path directory = Path.of("");

  private static Input input(Source source) {
    return INPUTS.computeIfAbsent(source, any -> Input.generate(source, SEED, ROWS));
  }

  @AfterAll
  static void close() {
    INPUTS.values().forEach(Input::close);
    INPUTS.clear();
  }

  static Stream<Arguments> contenders() {
    return Arrays.stream(ContenderKind.values())
        .flatMap(
            kind ->
                kind.sources().stream()
                    .flatMap(
                        source ->
                            kind.codecs().stream()
                                .map(codec -> Arguments.of(kind, source, codec))));
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void contenderWritesTheRowsItWasGiven(ContenderKind kind, Source source, Codec codec)
      throws IOException {
    Path file = written(kind, codec, input(source));
    for (TelemetryColumn column : TelemetryColumn.values()) {
      try (ColumnStream values = ColumnStream.open(file, column.index())) {
        assertHolds(values, column);
      }
    }
    Path reference = written(ContenderKind.PARQUET_JAVA, codec, input(Source.BUFFER));
    assertThat(SameData.prove(reference, file)).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void schemasSayTheSameButForOneContender(ContenderKind kind) throws IOException {
    Input rows = input(kind.sources().iterator().next());
    List<String> differences =
        SameData.schemaDifferences(
            written(ContenderKind.PARQUET_JAVA, Codec.UNCOMPRESSED, input(Source.BUFFER)),
            written(kind, Codec.UNCOMPRESSED, rows));
    if (kind == ContenderKind.DUCKDB) {
      assertThat(differences)
          .contains(
              "required TIMESTAMP(MILLIS,true) and required TIMESTAMP(MILLIS,false): observed_time",
              "required and required INTEGER(32,true): severity_number, process_pid, thread_id");
    } else {
      assertThat(differences).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void contenderWritesTheSameAgain(ContenderKind kind) throws IOException {
    Input input = input(kind.sources().iterator().next());
    Codec codec = kind.codecs().iterator().next();
    try (Contender contender = kind.open(codec, input)) {
      Path first = directory.resolve(kind + "-first.parquet");
      Path second = directory.resolve(kind + "-second.parquet");
      contender.write(first);
      contender.write(second);
      assertThat(SameData.prove(first, second)).isEqualTo(ROWS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void contenderRefusesRowsThatItCannotTake(ContenderKind kind) {
    for (Source source : Source.values()) {
      if (!kind.sources().contains(source)) {
        assertThatThrownBy(() -> kind.open(Codec.UNCOMPRESSED, input(source)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(source.name());
      }
    }
  }

  @Test
  void labelsTellContendersApart() {
    assertThat(Arrays.stream(ContenderKind.values()).map(ContenderKind::label))
        .doesNotHaveDuplicates();
  }

  private Path written(ContenderKind kind, Codec codec, Input input) throws IOException {
    Path file = directory.resolve("%s-%s-%s.parquet".formatted(kind, input.source(), codec));
    if (Files.notExists(file)) {
      try (Contender contender = kind.open(codec, input)) {
        contender.write(file);
      }
    }
    return file;
  }

  private static void assertHolds(ColumnStream values, TelemetryColumn column) throws IOException {
    TelemetryReader reader = new TelemetryReader();
    input(Source.BUFFER).buffer().read(reader);
    for (int row = 0; reader.next(); row++) {
      boolean isNull = (reader.nulls() >>> column.index() & 1) != 0;
      boolean same =
          values.next()
              && values.isNull() == isNull
              && (isNull || sameValue(values, reader, column));
      if (!same) {
        fail("%s row %d".formatted(column, row));
      }
    }
    assertThat(values.next()).isFalse();
  }

  private static boolean sameValue(
      ColumnStream values, TelemetryReader reader, TelemetryColumn column) {
    return column.kind() == Kind.TEXT
        ? values.binary().toStringUsingUTF8().equals(text(reader, column))
        : values.bits() == bits(reader, column);
  }

  private static long bits(TelemetryReader reader, TelemetryColumn column) {
    MemorySegment rows = reader.segment();
    long slot = reader.offset() + TelemetryLayout.offset(column);
    return switch (column.kind()) {
      case LONG, DOUBLE -> rows.get(TelemetryLayout.LONG, slot);
      case INT -> rows.get(TelemetryLayout.INT, slot);
      case BOOLEAN -> rows.get(TelemetryLayout.BYTE, slot);
      case TEXT -> throw new AssertionError(column);
    };
  }

  private static String text(TelemetryReader reader, TelemetryColumn column) {
    long texts = TelemetryLayout.mask(Kind.TEXT) & ~reader.nulls();
    long at = reader.offset() + TelemetryLayout.TEXTS;
    long before = texts & ((1L << column.index()) - 1);
    for (int skip = Long.bitCount(before); skip > 0; skip--) {
      at += Integer.BYTES + reader.segment().get(TelemetryLayout.INT, at);
    }
    byte[] bytes = new byte[reader.segment().get(TelemetryLayout.INT, at)];
    MemorySegment.copy(
        reader.segment(), TelemetryLayout.BYTE, at + Integer.BYTES, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
