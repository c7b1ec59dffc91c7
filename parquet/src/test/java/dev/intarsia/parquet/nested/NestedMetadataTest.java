package dev.intarsia.parquet.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.SortingColumn;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.format.SchemaLeaves;
import dev.intarsia.parquet.interop.RawFile;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a nested file says about itself, against levels that were worked out one by one. */
@DetectLeaks
@NullUnmarked // the getters of Thrift are nullable, all of them
final class NestedMetadataTest {
  /** The levels of an entry of a leaf. */
  private record Entry(int repetition, int definition) {}

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void countsAreThoseOfTheLevels(DataPageVersion version, MemoryPool pool) throws Exception {
    Schema schema = NestedRows.schema(Field.of("f", LogicalType.string(), true));
    List<List<@Nullable Object>> rows = new NestedRows(3, 0.3).rows(schema, 500);
    Path file = folder.resolve("nested.parquet");
    WriterOptions options =
        WriterOptions.builder()
            .dataPageVersion(version)
            .pageRows(70)
            .sortedBy(SortingColumn.ascending("outer.inner.r"))
            .build();
    try (ParquetWriter writer = ParquetWriter.create(file, schema, pool, options)) {
      NestedAppending.append(writer.rows(), rows);
      writer.finish();
    }
    RawFile raw = RawFile.open(file);
    RowGroup group = raw.footer().getRow_groups().getFirst();
    List<LeafColumn> leaves = SchemaLeaves.of(schema);
    assertThat(group.getColumnsSize()).isEqualTo(leaves.size());
    assertThat(raw.footer().getColumn_ordersSize()).isEqualTo(leaves.size());
    int sorted = group.getSorting_columns().getFirst().getColumn_idx();
    assertThat(leaves.get(sorted).name()).isEqualTo("outer.inner.r");
    for (LeafColumn leaf : leaves) {
      Field field = schema.field(leaf.topLevelField());
      List<List<Entry>> entries = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        List<Entry> ofRow = new ArrayList<>();
        enter(ofRow, field, row.get(leaf.topLevelField()), leaf.path(), 0, 0, 0, 0);
        entries.add(ofRow);
      }
      check(raw, group.getColumns().get(leaf.index()), leaf, version, entries);
    }
  }

  private static void check(
      RawFile raw,
      ColumnChunk chunk,
      LeafColumn leaf,
      DataPageVersion version,
      List<List<Entry>> rows)
      throws Exception {
    ColumnMetaData metadata = chunk.getMeta_data();
    List<Entry> all = rows.stream().flatMap(List::stream).toList();
    assertThat(metadata.getPath_in_schema()).isEqualTo(leaf.path());
    assertThat(metadata.getNum_values()).isEqualTo(all.size());
    assertThat(metadata.getStatistics().getNull_count()).isEqualTo(nulls(all, leaf));
    var sizes = metadata.getSize_statistics();
    if (leaf.maxRepetitionLevel() > 0) {
      assertThat(sizes.getRepetition_level_histogram()).isEqualTo(repetitions(all, leaf));
    }
    if (leaf.maxDefinitionLevel() > 1) {
      assertThat(sizes.getDefinition_level_histogram()).isEqualTo(definitions(all, leaf));
    }
    OffsetIndex offsets = Objects.requireNonNull(raw.offsetIndex(chunk));
    ColumnIndex index = Objects.requireNonNull(raw.columnIndex(chunk));
    List<Long> repetitions = new ArrayList<>();
    List<Long> definitions = new ArrayList<>();
    int pages = offsets.getPage_locationsSize();
    assertThat(pages).isGreaterThan(5);
    for (int page = 0; page < pages; page++) {
      int from = (int) offsets.getPage_locations().get(page).getFirst_row_index();
      int to =
          page + 1 < pages
              ? (int) offsets.getPage_locations().get(page + 1).getFirst_row_index()
              : rows.size();
      List<Entry> entries = rows.subList(from, to).stream().flatMap(List::stream).toList();
      checkHeader(
          raw.pageHeader(offsets.getPage_locations().get(page).getOffset()),
          leaf,
          version,
          to - from,
          entries);
      assertThat(index.getNull_counts().get(page)).isEqualTo(nulls(entries, leaf));
      assertThat(index.getNull_pages().get(page)).isEqualTo(nulls(entries, leaf) == entries.size());
      repetitions.addAll(repetitions(entries, leaf));
      definitions.addAll(definitions(entries, leaf));
    }
    if (leaf.maxRepetitionLevel() > 0) {
      assertThat(index.getRepetition_level_histograms()).isEqualTo(repetitions);
    }
    if (leaf.maxDefinitionLevel() > 1) {
      assertThat(index.getDefinition_level_histograms()).isEqualTo(definitions);
    }
  }

  private static void checkHeader(
      PageHeader header, LeafColumn leaf, DataPageVersion version, int rows, List<Entry> entries) {
    if (version == DataPageVersion.V1) {
      assertThat(header.getData_page_header().getNum_values()).isEqualTo(entries.size());
      return;
    }
    var v2 = header.getData_page_header_v2();
    assertThat(v2.getNum_rows()).isEqualTo(rows);
    assertThat(v2.getNum_values()).isEqualTo(entries.size());
    assertThat(v2.getNum_nulls()).isEqualTo((int) nulls(entries, leaf));
    assertThat(v2.getRepetition_levels_byte_length() > 0).isEqualTo(leaf.maxRepetitionLevel() > 0);
    assertThat(v2.getDefinition_levels_byte_length() > 0).isEqualTo(leaf.maxDefinitionLevel() > 0);
  }

  private static long nulls(List<Entry> entries, LeafColumn leaf) {
    return entries.stream().filter(e -> e.definition() < leaf.maxDefinitionLevel()).count();
  }

  private static List<Long> repetitions(List<Entry> entries, LeafColumn leaf) {
    long[] counts = new long[leaf.maxRepetitionLevel() + 1];
    entries.forEach(entry -> counts[entry.repetition()]++);
    return Arrays.stream(counts).boxed().collect(Collectors.toList());
  }

  private static List<Long> definitions(List<Entry> entries, LeafColumn leaf) {
    long[] counts = new long[leaf.maxDefinitionLevel() + 1];
    entries.forEach(entry -> counts[entry.definition()]++);
    return Arrays.stream(counts).boxed().collect(Collectors.toList());
  }

  /** Dremel's levels of one value, for the leaf that a path leads to. */
  private static void enter(
      List<Entry> entries,
      Field field,
      @Nullable Object value,
      List<String> path,
      int depth,
      int repetition,
      int lists,
      int definition) {
    int present = definition + (field.nullable() ? 1 : 0);
    if (value == null) {
      entries.add(new Entry(repetition, definition));
      return;
    }
    switch (field) {
      case PrimitiveField leaf -> entries.add(new Entry(repetition, present));
      case StructField struct -> {
        int child = struct.index(path.get(depth + 1));
        Object inner = ((List<?>) value).get(child);
        Field next = struct.fields().get(child);
        enter(entries, next, inner, path, depth + 1, repetition, lists, present);
      }
      case ListField list -> {
        List<?> elements = (List<?>) value;
        for (int i = 0; i < elements.size(); i++) {
          int level = i == 0 ? repetition : lists + 1;
          Field next = list.element();
          enter(entries, next, elements.get(i), path, depth + 2, level, lists + 1, present + 1);
        }
        if (elements.isEmpty()) {
          entries.add(new Entry(repetition, present));
        }
      }
      case MapField map -> {
        boolean key = path.get(depth + 2).equals(MapField.KEY);
        List<Object> inner = new ArrayList<>();
        ((List<?>) value).forEach(pair -> inner.add(((List<?>) pair).get(key ? 0 : 1)));
        ListField list = new ListField("l", key ? map.key() : map.value(), map.nullable());
        enter(entries, list, inner, path, depth, repetition, lists, definition);
      }
    }
  }
}
