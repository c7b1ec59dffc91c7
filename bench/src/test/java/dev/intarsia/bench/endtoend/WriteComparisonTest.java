package dev.intarsia.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ColumnStream;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.ParquetJavaContender;
import dev.intarsia.bench.contender.SameData;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the comparison once and small: it says who wrote what, never how fast. */
class WriteComparisonTest {
  private static final int ROWS = 2_000;
  private static final List<ContenderKind> ALL = List.of(ContenderKind.values());

  private final Arena arena = Arena.ofConfined();

  @TempDir private Path directory = Path.of("");

  @AfterEach
  void close() {
    arena.close();
  }

  static Stream<Arguments> contendersAndCodecs() {
    return ALL.stream()
        .flatMap(kind -> Arrays.stream(Codec.values()).map(codec -> Arguments.of(kind, codec)));
  }

  @ParameterizedTest
  @MethodSource("contendersAndCodecs")
  void contenderWritesTheRowsItWasGiven(ContenderKind kind, Codec codec) throws IOException {
    TelemetryRows rows = TelemetryRows.generate(arena, 7, ROWS);
    Path file = directory.resolve("rows.parquet");
    try (Contender contender = kind.open(codec)) {
      contender.write(rows, file);
    }
    for (TelemetryColumn column : TelemetryColumn.values()) {
      try (ColumnStream values = ColumnStream.open(file, column.index())) {
        assertHolds(values, column, rows);
      }
    }
  }

  private static void assertHolds(ColumnStream values, TelemetryColumn column, TelemetryRows rows)
      throws IOException {
    TelemetryReader reader = new TelemetryReader();
    rows.read(reader);
    while (reader.next()) {
      assertThat(values.next()).isTrue();
      boolean isNull = (reader.nulls() >>> column.index() & 1) != 0;
      assertThat(values.isNull()).as(column.name()).isEqualTo(isNull);
      if (!isNull && column.kind() == Kind.TEXT) {
        assertThat(values.binary().toStringUsingUTF8()).isEqualTo(text(reader, column));
      } else if (!isNull) {
        assertThat(values.bits()).as(column.name()).isEqualTo(bits(reader, column));
      }
    }
    assertThat(values.next()).isFalse();
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

  @ParameterizedTest
  @EnumSource
  void everyRoundOfEveryContenderIsMeasuredAndPrinted(Codec codec) throws IOException {
    Workload work = new Workload(ROWS, 42, codec, 1, 2, directory);
    List<Series> all = SharedJvm.run(work, ALL);
    assertThat(all).extracting(Series::kind).isEqualTo(ALL);
    for (Series series : all) {
      assertThat(series.rounds()).hasSize(2);
      assertThat(series.min(Round::nanos)).isPositive();
      assertThat(series.min(Round::fileBytes))
          .isEqualTo(work.file(series.kind()).toFile().length());
    }
    assertThat(printed(work, all))
        .contains("2,000 telemetry rows of 52 columns")
        .contains(ALL.stream().map(ContenderKind::label).toList());
  }

  private static String printed(Workload work, List<Series> all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ComparisonTable(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(work, all);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void contenderRunsInJvmOfItsOwn() throws IOException, InterruptedException {
    Workload work = new Workload(100, 42, Codec.ZSTD, 0, 1, directory);
    ContenderKind kind = ContenderKind.PARQUET_JAVA;
    Series series = OwnJvm.run(work, kind, "-XX:+UseSerialGC -Xmx512m");
    assertThat(series.jvm()).contains("-Xmx512m");
    assertThat(series.rounds()).hasSize(1);
    assertThat(SameData.prove(work.file(kind), work.file(kind))).isEqualTo(100);
  }

  @Test
  void filesThatDifferAreNotProvenSame() throws IOException {
    Path one = written(ROWS, 42);
    assertThatThrownBy(() -> SameData.prove(one, written(ROWS, 43)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("time row 0");
    assertThatThrownBy(() -> SameData.prove(one, written(ROWS - 1, 42)))
        .hasMessageContaining("ends before row 1999");
    assertThatThrownBy(() -> SameData.prove(written(ROWS - 1, 42), one))
        .hasMessageContaining("goes on behind row 1999");
  }

  private Path written(int rows, long seed) throws IOException {
    Path file = directory.resolve(rows + "-" + seed + ".parquet");
    try (Contender contender = new ParquetJavaContender(Codec.ZSTD)) {
      Files.deleteIfExists(file);
      contender.write(TelemetryRows.generate(arena, seed, rows), file);
    }
    return file;
  }

  @Test
  void seriesSurvivesTheWayBetweenJvms() throws IOException {
    List<Round> rounds =
        List.of(new Round(9, 8, 7, 6, 5, 4, -1, 2), new Round(1, 2, 3, 4, 5, 6, 7, 8));
    Series series = new Series(ContenderKind.PARQUET_JAVA, "JDK -Xmx1g", 77, rounds);
    Path path = directory.resolve("series.txt");
    series.save(path);
    assertThat(Series.load(path)).isEqualTo(series);
  }
}
