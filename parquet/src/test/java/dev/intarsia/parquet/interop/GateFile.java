package dev.intarsia.parquet.interop;

import dev.intarsia.columns.Schema;
import dev.intarsia.parquet.Compression.Codec;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.WriterOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds one column for each of many cells, so that hundreds of cells cost one file.
 *
 * @param judges those that open a file with these columns
 */
record GateFile(
    String name,
    Shape shape,
    DataPageVersion version,
    List<Judge> judges,
    List<GateColumn> columns) {

  /** The files that hold every cell of the domain. */
  static List<GateFile> all(List<Judge> judges) {
    List<GateFile> files = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (DataPageVersion version : DataPageVersion.values()) {
        if (shape == Shape.FIVE_THOUSAND_COLUMNS) {
          pack(files, "all codecs", shape, version, judges, CoverageDomain.columns(shape));
        } else {
          for (Codec codec : Codec.values()) {
            List<GateColumn> columns =
                CoverageDomain.columns(shape, CoverageDomain.compression(codec));
            pack(files, codec.name(), shape, version, judges, columns);
          }
        }
      }
    }
    return files;
  }

  /** What a judge refuses to open goes into a file apart. */
  private static void pack(
      List<GateFile> files,
      String codecs,
      Shape shape,
      DataPageVersion version,
      List<Judge> judges,
      List<GateColumn> columns) {
    Map<List<Judge>, List<GateColumn>> byJudges =
        columns.stream()
            .collect(
                Collectors.groupingBy(
                    column -> openers(judges, column), LinkedHashMap::new, Collectors.toList()));
    byJudges.forEach(
        (openers, group) -> {
          String name =
              "%s %s %s for %s"
                  .formatted(
                      shape,
                      codecs,
                      version,
                      openers.stream().map(Judge::name).collect(Collectors.joining(", ")));
          List<GateColumn> members =
              shape == Shape.FIVE_THOUSAND_COLUMNS ? repeated(group, Shape.MANY_COLUMNS) : group;
          files.add(new GateFile(name, shape, version, openers, members));
        });
  }

  private static List<Judge> openers(List<Judge> judges, GateColumn column) {
    return judges.stream().filter(judge -> Exemption.opens(judge, column)).toList();
  }

  /** The same columns over and over under new names, until there are so many. */
  private static List<GateColumn> repeated(List<GateColumn> columns, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              GateColumn column = columns.get(i % columns.size());
              return GateColumn.of(
                  column.field().withName("n%d_%s".formatted(i, column.name())),
                  column.encoding(),
                  column.compression());
            })
        .toList();
  }

  Schema schema() {
    return Schema.of("gate", columns.stream().map(GateColumn::field).toList());
  }

  List<PrimitiveType> types() {
    return columns.stream().map(GateColumn::type).toList();
  }

  WriterOptions options() {
    WriterOptions.Builder options = shape.options().dataPageVersion(version);
    for (GateColumn column : columns) {
      options.column(
          column.name(),
          own -> own.withEncoding(column.encoding()).withCompression(column.compression()));
    }
    return options.build();
  }

  /** The expected values, column by column. */
  List<@Nullable Object[]> values() {
    return columns.stream().map(column -> column.values(shape)).toList();
  }

  @Override
  public String toString() {
    return "%s (%d columns)".formatted(name, columns.size());
  }
}
