package dev.intarsia.cli.inspect;

import dev.intarsia.cli.console.Sizes;
import dev.intarsia.cli.console.TextOutput;
import dev.intarsia.cli.print.BoundText;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.ColumnIndex;
import dev.intarsia.parquet.FileMetadata;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.PageMetadata;
import dev.intarsia.parquet.PageStatistics;
import dev.intarsia.parquet.PageType;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.RowGroupMetadata;
import dev.intarsia.parquet.SortingColumn;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what is in a file, and where. */
public final class Inspection {
  private static final int LONGEST_VALUE = 100;

  private final ParquetReader reader;
  private final FileMetadata metadata;
  private final TextOutput out;

  /**
   * Inspects a file.
   *
   * @param reader of the file, open
   * @param out grows by what is found
   */
  public Inspection(ParquetReader reader, TextOutput out) {
    this.reader = reader;
    this.metadata = reader.metadata();
    this.out = out;
  }

  /**
   * Tells of the file, its schema, its columns, its row groups, and what could be better.
   *
   * @param name of the file
   * @param fileBytes its length
   * @throws IOException if that cannot be written
   */
  public void overview(String name, long fileBytes) throws IOException {
    List<RowGroupMetadata> groups = metadata.rowGroups();
    long compressed = groups.stream().mapToLong(RowGroupMetadata::compressedSize).sum();
    out.line(
        "%s: %s, %s, %s, %s"
            .formatted(
                name,
                Sizes.count(metadata.rowCount(), "row"),
                Sizes.count(metadata.columns().size(), "column"),
                Sizes.count(groups.size(), "row group"),
                Sizes.bytes(fileBytes)));
    out.line("written by %s".formatted(orNobody(metadata.createdBy())));
    for (Map.Entry<String, String> entry : metadata.keyValues().entrySet()) {
      out.line("%s = %s".formatted(entry.getKey(), brief(entry.getValue())));
    }
    out.line("");
    out.text().append(metadata.schema()).append('\n');
    List<ColumnTotals> columns =
        metadata.columns().stream().map(column -> ColumnTotals.of(column, groups)).toList();
    columns(columns, compressed);
    rowGroups(groups);
    List<String> advice =
        Advice.of(metadata, columns, Math.max(0, fileBytes - compressed), fileBytes);
    if (!advice.isEmpty()) {
      out.line("\nwhat could be better:");
      advice.forEach(line -> out.line("  - %s".formatted(line)));
    }
    out.flushMuch();
  }

  private static String orNobody(@Nullable String createdBy) {
    return createdBy == null ? "a program that does not say" : createdBy;
  }

  private static String brief(String value) {
    return value.length() <= LONGEST_VALUE
        ? value
        : value.substring(0, LONGEST_VALUE) + "... (" + Sizes.bytes(value.length()) + ")";
  }

  private void columns(List<ColumnTotals> columns, long compressed) {
    Grid grid =
        new Grid(
            "column",
            " values",
            " nulls",
            " stored",
            " share",
            " ratio",
            "codec",
            "encodings",
            "has");
    for (ColumnTotals column : columns) {
      grid.add(
          column.column().name(),
          Sizes.count(column.values()),
          column.nulls() < 0 ? "?" : Sizes.count(column.nulls()),
          Sizes.bytes(column.compressed()),
          percent(column.compressed(), compressed),
          ratio(column.uncompressed(), column.compressed()),
          names(column.codecs()),
          names(column.encodings()),
          extras(column));
    }
    grid.append("", out.text());
  }

  private static String extras(ColumnTotals column) {
    StringBuilder text = new StringBuilder();
    text.append(column.dictionaries() > 0 ? "dictionary " : "");
    text.append(column.chunks() > 0 && column.withoutStatistics() == 0 ? "statistics " : "");
    text.append(column.chunks() > 0 && column.withoutOffsetIndex() == 0 ? "index " : "");
    text.append(column.bloomFilters() > 0 ? "bloom filter " : "");
    return text.toString().strip().replace(" ", ", ").replace("bloom, filter", "bloom filter");
  }

  private void rowGroups(List<RowGroupMetadata> groups) {
    Grid grid = new Grid("row group", " rows", " stored", " ratio", " from byte", "sorted by");
    for (RowGroupMetadata group : groups) {
      long uncompressed =
          group.columns().stream().mapToLong(ColumnChunkMetadata::uncompressedSize).sum();
      grid.add(
          String.valueOf(group.index()),
          Sizes.count(group.rowCount()),
          Sizes.bytes(group.compressedSize()),
          ratio(uncompressed, group.compressedSize()),
          Sizes.count(
              group.columns().stream().mapToLong(ColumnChunkMetadata::start).min().orElse(0)),
          sorting(group));
    }
    out.line("");
    grid.append("", out.text());
  }

  private static String sorting(RowGroupMetadata group) {
    return group.sorting().stream().map(Inspection::sorting).collect(Collectors.joining(", "));
  }

  private static String sorting(SortingColumn key) {
    return key.column()
        + (key.descending() ? " descending" : "")
        + (key.nullsFirst() ? ", nulls first" : "");
  }

  /**
   * Tells of each chunk.
   *
   * @throws IOException if that cannot be written
   */
  public void chunks() throws IOException {
    for (RowGroupMetadata group : metadata.rowGroups()) {
      out.line("\nrow group %d, %s".formatted(group.index(), Sizes.count(group.rowCount(), "row")));
      Grid grid =
          new Grid(
              "column",
              " values",
              " nulls",
              " from byte",
              " stored",
              " ratio",
              "codec",
              "encodings",
              "min",
              "max");
      for (ColumnChunkMetadata chunk : group.columns()) {
        PrimitiveField field = metadata.columns().get(chunk.column()).field();
        grid.add(
            chunk.name(),
            Sizes.count(chunk.valueCount()),
            count(chunk.nullCount()),
            Sizes.count(chunk.start()),
            Sizes.bytes(chunk.compressedSize()),
            ratio(chunk.uncompressedSize(), chunk.compressedSize()),
            chunk.codec().name(),
            names(ColumnTotals.valueEncodings(chunk)),
            BoundText.of(chunk.statistics().min(), field),
            BoundText.of(chunk.statistics().max(), field));
      }
      grid.append("  ", out.text());
      out.flushMuch();
    }
  }

  /**
   * Tells of each page.
   *
   * @throws IOException if a page cannot be read, or that cannot be written
   */
  public void pages() throws IOException {
    for (RowGroupMetadata group : metadata.rowGroups()) {
      for (LeafColumn column : metadata.columns()) {
        out.line("\nrow group %d, column %s".formatted(group.index(), column.name()));
        pages(group.index(), column);
        out.flushMuch();
      }
    }
  }

  private void pages(int group, LeafColumn column) throws IOException {
    ColumnIndex index = reader.columnIndex(group, column.index());
    Grid grid =
        new Grid(
            " page",
            "type",
            " at byte",
            " stored",
            " ratio",
            "encoding",
            " values",
            " nulls",
            "min",
            "max");
    int number = 0;
    int dataPages = 0;
    for (PageMetadata page : reader.pages(group, column.index())) {
      boolean isData = page.type() == PageType.DATA_V1 || page.type() == PageType.DATA_V2;
      PageStatistics statistics =
          index != null && isData && dataPages < index.pages().size()
              ? index.pages().get(dataPages)
              : new PageStatistics(false, null, null, -1, -1);
      grid.add(
          String.valueOf(number++),
          page.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          Sizes.count(page.offset()),
          Sizes.bytes(page.headerSize() + (long) page.compressedSize()),
          ratio(page.uncompressedSize(), page.compressedSize()),
          page.encoding().name(),
          Sizes.count(page.valueCount()),
          isData ? count(Math.max(page.nullCount(), statistics.nullCount())) : "",
          BoundText.of(statistics.min(), column.field()),
          BoundText.of(statistics.max(), column.field()));
      dataPages += isData ? 1 : 0;
    }
    grid.append("  ", out.text());
  }

  private static String count(long count) {
    return count < 0 ? "?" : Sizes.count(count);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private static String ratio(long plain, long stored) {
    return stored == 0 ? "" : String.format(Locale.ROOT, "%.1f", (double) plain / stored);
  }

  private static String names(Collection<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
