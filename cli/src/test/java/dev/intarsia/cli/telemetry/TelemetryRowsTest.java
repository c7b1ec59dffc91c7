package dev.intarsia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryRowsTest {
  private static final int ROWS = 12_000;

  private final Arena arena = Arena.ofConfined();
  private final TelemetryRows rows = TelemetryRows.generate(arena, 42, ROWS);
  private final TelemetryReader reader = new TelemetryReader();

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void readerMeetsEveryRowAndEndsWithTheLast() {
    rows.read(reader);
    int met = 0;
    long end = 0;
    while (reader.next()) {
      assertThat(reader.offset()).isEqualTo(end);
      end = reader.endOffset();
      met++;
    }
    assertThat(met).isEqualTo(ROWS).isEqualTo(rows.rowCount());
    assertThat(end).isEqualTo(rows.byteSize());
    assertThat(reader.next()).isFalse();
  }

  @Test
  void oneBufferHoldsTheSameRowsAsItsBlocks() {
    TelemetryGenerator generator = new TelemetryGenerator(42, arena);
    TelemetryRows block = TelemetryRows.block(arena);
    block.fill(generator, 0, TelemetryGenerator.BLOCK_ROWS);
    long bytes = block.byteSize();
    block.fill(generator, 1, ROWS - TelemetryGenerator.BLOCK_ROWS);
    TelemetryReader second = new TelemetryReader();
    block.read(second);
    rows.read(reader);
    assertThat(rows.byteSize()).isEqualTo(bytes + block.byteSize());
    assertThat(
            MemorySegment.mismatch(
                reader.segment(), bytes, rows.byteSize(), second.segment(), 0, block.byteSize()))
        .isEqualTo(-1);
  }

  @Test
  void textsAreUtf8AndFillTheRow() throws CharacterCodingException {
    rows.read(reader);
    while (reader.next()) {
      long at = reader.offset() + TelemetryLayout.TEXTS;
      for (TelemetryColumn column : TelemetryColumn.values()) {
        if (column.kind() == Kind.TEXT && !isNull(column)) {
          ByteBuffer text = text(at);
          at += Integer.BYTES + text.remaining();
          assertThat(StandardCharsets.UTF_8.newDecoder().decode(text).length()).isPositive();
        }
      }
      assertThat(at).isEqualTo(reader.endOffset());
    }
  }

  @Test
  void onlyNullableColumnsHoldNullsAndSparseOnesMostly() {
    Map<TelemetryColumn, Integer> nulls = new EnumMap<>(TelemetryColumn.class);
    rows.read(reader);
    while (reader.next()) {
      for (TelemetryColumn column : TelemetryColumn.values()) {
        nulls.merge(column, isNull(column) ? 1 : 0, Integer::sum);
      }
    }
    nulls.forEach(
        (column, count) -> {
          if (column.nullable()) {
            assertThat(count).as(column.name()).isBetween(ROWS / 10, ROWS - 1);
          } else {
            assertThat(count).as(column.name()).isZero();
          }
        });
    assertThat(nulls.get(TelemetryColumn.EXCEPTION_STACKTRACE))
        .isBetween(ROWS * 96 / 100, ROWS * 98 / 100);
    assertThat(nulls.get(TelemetryColumn.RETRY_COUNT)).isBetween(ROWS * 96 / 100, ROWS * 98 / 100);
  }

  @Test
  void someTextsRepeatAndOthersDoNot() {
    Map<TelemetryColumn, Set<String>> distinct = new HashMap<>();
    rows.read(reader);
    while (reader.next()) {
      long at = reader.offset() + TelemetryLayout.TEXTS;
      for (TelemetryColumn column : TelemetryColumn.values()) {
        if (column.kind() == Kind.TEXT && !isNull(column)) {
          String text = StandardCharsets.UTF_8.decode(text(at)).toString();
          distinct.computeIfAbsent(column, any -> new HashSet<>()).add(text);
          at += Integer.BYTES + text.length();
        }
      }
    }
    // 97 % null, so few in number, but hardly one like the other
    assertThat(distinct.remove(TelemetryColumn.EXCEPTION_MESSAGE)).hasSizeGreaterThan(300);
    assertThat(distinct.remove(TelemetryColumn.EXCEPTION_STACKTRACE)).hasSizeGreaterThan(300);
    assertThat(distinct.values()).filteredOn(texts -> texts.size() <= 400).hasSize(26);
    assertThat(distinct.get(TelemetryColumn.SPAN_ID)).hasSize(ROWS);
    assertThat(distinct.get(TelemetryColumn.SERVICE_NAME)).hasSize(24).contains("checkout");
  }

  @Test
  void schemaNamesEveryColumnAtItsIndex() {
    Schema schema = TelemetrySchema.schema();
    assertThat(schema.size()).isEqualTo(52).isEqualTo(TelemetryLayout.COLUMNS);
    for (TelemetryColumn column : TelemetryColumn.values()) {
      Field field = schema.field(column.index());
      assertThat(field.name()).isEqualTo(column.columnName());
      assertThat(field.nullable()).isEqualTo(column.nullable());
    }
    assertThat(schema.toString())
        .contains("required int64 time (TIMESTAMP(MICROS,true))")
        .contains("optional binary exception_stacktrace (STRING)");
  }

  private boolean isNull(TelemetryColumn column) {
    return (reader.nulls() >>> column.index() & 1) != 0;
  }

  private ByteBuffer text(long at) {
    int length = reader.segment().get(TelemetryLayout.INT, at);
    return reader.segment().asSlice(at + Integer.BYTES, length).asByteBuffer();
  }
}
