package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.internal.column.columnindex.ColumnIndexBuilder;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shaded.parquet.org.apache.thrift.TException;

@DetectLeaks
@SuppressWarnings("NullAway") // Thrift calls every field nullable.
class PageIndexBuilderTest {
  private static final Field NUMBER = new PrimitiveField("n", PhysicalType.INT32, 0, null, true);

  private static final int UNTRUNCATED = 1_000;

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
  private final GrowableSegment out = GrowableSegment.allocate(pool, "index", 1 << 10);

  @AfterEach
  void release() {
    out.close();
    pool.close();
  }

  private static final class Page {
    private final int rows;
    private final int nulls;
    private final byte[] min;
    private final byte[] max;

    Page(int rows, int nulls, byte[] min, byte[] max) {
      this.rows = rows;
      this.nulls = nulls;
      this.min = min;
      this.max = max;
    }

    boolean isNull() {
      return rows == nulls;
    }
  }

  static Iterable<Field> fields() {
    return AllTypes.schema().fields();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void columnIndexesAreThoseOfParquetJava(Field field) throws Exception {
    Random random = new Random(field.name().hashCode());
    try (PageIndexBuilder builder = builder(field, UNTRUNCATED)) {
      for (int round = 0; round < 300; round++) {
        List<Page> pages = pages(random, field);
        builder.clear();
        add(builder, pages);
        assertThat(columnIndex(builder)).isEqualTo(oracle(field, pages));
      }
    }
  }

  private PageIndexBuilder builder(Field field, int boundBytes) {
    return new PageIndexBuilder(field, pool, BoundTruncation.of(field, boundBytes));
  }

  private static List<Page> pages(Random random, Field field) {
    int order = random.nextInt(4);
    List<byte[]> values = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < 2 * count; i++) {
      values.add(value(random, field));
    }
    ValueOrder by = ValueOrder.of(field);
    if (order < 3 && by != ValueOrder.UNDEFINED) {
      values.sort((a, b) -> compare(by, a, b) * (order == 1 ? -1 : 1));
    }
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int rows = 1 + random.nextInt(9);
      boolean isNull = field.nullable() && random.nextInt(4) == 0;
      byte[] a = values.get(2 * i);
      byte[] b = order == 2 ? a : values.get(2 * i + 1);
      boolean swap = by != ValueOrder.UNDEFINED && compare(by, a, b) > 0;
      int nulls = isNull ? rows : field.nullable() ? random.nextInt(rows) : 0;
      pages.add(new Page(rows, nulls, swap ? b : a, swap ? a : b));
    }
    return pages;
  }

  private static byte[] value(Random random, Field field) {
    if (field.logicalType() instanceof LogicalType.Float16Type) {
      short half = Float.floatToFloat16(1 + random.nextInt(50));
      return new byte[] {(byte) half, (byte) (half >> 8)};
    }
    int length = field.typeLength() > 0 ? field.typeLength() : 1 + random.nextInt(6);
    return Bytes.random(random, field.physicalType(), length);
  }

  private static int compare(ValueOrder order, byte[] a, byte[] b) {
    return order.compare(Bytes.segment(a), 0, a.length, Bytes.segment(b), 0, b.length);
  }

  private static void add(PageIndexBuilder builder, List<Page> pages) {
    long offset = 0;
    for (Page page : pages) {
      builder.page(offset, 100, page.rows, page.rows, page.nulls, -1, 0);
      offset += 100;
      if (!page.isNull()) {
        bounds(builder, page.min, page.max);
      }
    }
  }

  private static void bounds(PageIndexBuilder builder, byte[] min, byte[] max) {
    builder.bounds(Bytes.segment(min), 0, min.length, Bytes.segment(max), 0, max.length);
  }

  private ColumnIndex columnIndex(PageIndexBuilder builder) throws TException, IOException {
    if (!builder.hasColumnIndex()) {
      return null;
    }
    out.clear();
    builder.writeColumnIndex(new CompactWriter().into(out));
    return Util.readColumnIndex(Bytes.stream(out));
  }

  private OffsetIndex offsetIndex(PageIndexBuilder builder, long chunk)
      throws TException, IOException {
    out.clear();
    builder.writeOffsetIndex(new CompactWriter().into(out), chunk);
    return Util.readOffsetIndex(Bytes.stream(out));
  }

  private static ColumnIndex oracle(Field field, List<Page> pages) {
    PrimitiveType type = Oracle.type(field);
    ColumnIndexBuilder builder = ColumnIndexBuilder.getBuilder(type, UNTRUNCATED);
    for (Page page : pages) {
      Statistics.Builder statistics = Statistics.getBuilderForReading(type);
      statistics.withNumNulls(page.nulls);
      if (!page.isNull() && ValueOrder.of(field) != ValueOrder.UNDEFINED) {
        statistics.withMin(page.min).withMax(page.max);
      }
      builder.add(statistics.build());
    }
    ColumnIndex index = ParquetMetadataConverter.toParquetColumnIndex(type, builder.build());
    if (index != null) {
      index.unsetNan_counts();
    }
    return index;
  }

  @Test
  void offsetIndexPlacesPagesInTheFileAndCountsRows() throws Exception {
    Field text = Field.of("text", LogicalType.string(), true);
    try (PageIndexBuilder builder = builder(text, 64)) {
      builder.page(50, 1_000, 10, 10, 0, -1, 900);
      builder.page(1_050, 2_000, 7, 7, 7, -1, 0);
      builder.page(3_050, 3_000, 1, 1, 0, -1, 2_900);

      OffsetIndex index = offsetIndex(builder, 1L << 40);

      assertThat(index.getPage_locations())
          .extracting(location -> location.getOffset() - (1L << 40))
          .containsExactly(50L, 1_050L, 3_050L);
      assertThat(index.getPage_locations())
          .extracting(location -> location.getCompressed_page_size())
          .containsExactly(1_000, 2_000, 3_000);
      assertThat(index.getPage_locations())
          .extracting(location -> location.getFirst_row_index())
          .containsExactly(0L, 10L, 17L);
      assertThat(index.getUnencoded_byte_array_data_bytes()).containsExactly(900L, 0L, 2_900L);
    }
  }

  @Test
  void onlyByteArraysHaveUnencodedBytes() throws Exception {
    try (PageIndexBuilder builder = builder(NUMBER, 64)) {
      builder.page(0, 10, 1, 1, 0, -1, 4);

      assertThat(offsetIndex(builder, 4).isSetUnencoded_byte_array_data_bytes()).isFalse();
    }
  }

  @Test
  void nanCountsAreWrittenOnceEveryPageHasOne() throws Exception {
    Field real = new PrimitiveField("x", PhysicalType.DOUBLE, 0, null, false);
    try (PageIndexBuilder builder = builder(real, 64)) {
      builder.page(0, 10, 5, 5, 0, 2, 0);
      bounds(builder, Bytes.ofDouble(1), Bytes.ofDouble(2));
      assertThat(columnIndex(builder).getNan_counts()).containsExactly(2L);

      builder.page(10, 10, 5, 5, 0, -1, 0);
      bounds(builder, Bytes.ofDouble(1), Bytes.ofDouble(2));
      assertThat(columnIndex(builder).isSetNan_counts()).isFalse();
    }
  }

  @Test
  void aPageOfNothingButNanLeavesTheChunkWithoutColumnIndex() throws Exception {
    Field real = new PrimitiveField("x", PhysicalType.DOUBLE, 0, null, false);
    try (PageIndexBuilder builder = builder(real, 64)) {
      builder.page(0, 10, 5, 5, 0, 5, 0);

      assertThat(columnIndex(builder)).isNull();

      builder.clear();
      builder.page(0, 10, 5, 5, 0, 0, 0);
      bounds(builder, Bytes.ofDouble(1), Bytes.ofDouble(2));
      assertThat(columnIndex(builder)).isNotNull();
    }
  }

  @Test
  void noPagesNeedNoColumnIndex() throws Exception {
    try (PageIndexBuilder builder = builder(NUMBER, 64)) {
      assertThat(columnIndex(builder)).isNull();
      assertThat(builder.pages()).isZero();
    }
  }

  @Test
  void truncatedBoundsStillOrderThePages() throws Exception {
    Field text = Field.of("text", LogicalType.string(), false);
    try (PageIndexBuilder builder = builder(text, 3)) {
      builder.page(0, 10, 5, 5, 0, -1, 0);
      bounds(builder, Bytes.ofText("aaaa"), Bytes.ofText("bbbb"));
      builder.page(10, 10, 5, 5, 0, -1, 0);
      bounds(builder, Bytes.ofText("cccc"), Bytes.ofText("dddd"));

      ColumnIndex index = columnIndex(builder);

      assertThat(index.getBoundary_order()).isEqualTo(BoundaryOrder.ASCENDING);
      assertThat(index.getMin_values().stream().map(bytes -> Bytes.text(Bytes.of(bytes))))
          .containsExactly("aaa", "ccc");
      assertThat(index.getMax_values().stream().map(bytes -> Bytes.text(Bytes.of(bytes))))
          .containsExactly("bbc", "dde");
    }
  }

  @Test
  void manyPagesAreAllKept() throws Exception {
    try (PageIndexBuilder builder = builder(NUMBER, 64)) {
      for (int i = 0; i < 40_000; i++) {
        builder.page(100L * i, 100, 3, 3, 0, -1, 0);
        bounds(builder, Bytes.ofInt(-i), Bytes.ofInt(-i));
      }

      ColumnIndex index = columnIndex(builder);

      assertThat(index.getBoundary_order()).isEqualTo(BoundaryOrder.DESCENDING);
      assertThat(index.getMin_values()).hasSize(40_000);
      assertThat(Bytes.of(index.getMin_values().get(39_999))).isEqualTo(Bytes.ofInt(-39_999));
      assertThat(offsetIndex(builder, 4).getPage_locations().get(39_999).getFirst_row_index())
          .isEqualTo(3L * 39_999);
    }
  }
}
