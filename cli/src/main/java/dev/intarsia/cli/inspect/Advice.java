package dev.intarsia.cli.inspect;

import dev.intarsia.cli.console.Sizes;
import dev.intarsia.parquet.FileMetadata;
import dev.intarsia.parquet.PageCodec;
import dev.intarsia.parquet.RowGroupMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a footer lets suspect could be smaller, or faster to read. Nothing is tried. */
final class Advice {
  /** Below, a column is not worth a word. */
  private static final long WORTH_BYTES = 64 << 10;

  private static final long SMALL_GROUP_BYTES = 8 << 20;
  private static final double LARGE_FOOTER = 0.05;
  private static final int SHOWN_NAMES = 6;

  private final List<String> lines = new ArrayList<>();

  private Advice() {}

  static List<String> of(
      FileMetadata metadata, List<ColumnTotals> columns, long footerBytes, long fileBytes) {
    Advice advice = new Advice();
    advice.rowGroups(metadata.rowGroups());
    advice.uncompressed(columns);
    advice.inVain(columns);
    advice.dictionaries(columns);
    advice.statistics(columns);
    advice.footer(metadata, footerBytes, fileBytes);
    return advice.lines;
  }

  private void rowGroups(List<RowGroupMetadata> groups) {
    long bytes = groups.stream().mapToLong(RowGroupMetadata::compressedSize).sum();
    if (groups.size() > 1 && bytes / groups.size() < SMALL_GROUP_BYTES) {
      lines.add(
          "%s of %s on average: fewer and larger ones would share dictionaries and take less of a footer"
              .formatted(
                  Sizes.count(groups.size(), "row group"), Sizes.bytes(bytes / groups.size())));
    }
  }

  private void uncompressed(List<ColumnTotals> columns) {
    Predicate<ColumnTotals> plain = column -> column.codecs().contains(PageCodec.UNCOMPRESSED);
    List<ColumnTotals> found = worth(columns, plain);
    if (!found.isEmpty()) {
      lines.add("not compressed, %s: %s".formatted(bytes(found), names(found)));
    }
  }

  private void inVain(List<ColumnTotals> columns) {
    List<ColumnTotals> found = worth(columns, column -> column.packedInVain() > WORTH_BYTES);
    if (!found.isEmpty()) {
      lines.add("compressed by less than 3 %%, which only costs time: %s".formatted(names(found)));
    }
  }

  private void dictionaries(List<ColumnTotals> columns) {
    List<ColumnTotals> found = worth(columns, column -> column.fallbacks() > 0);
    if (!found.isEmpty()) {
      lines.add(
          "begun with a dictionary that was given up; another encoding from the start would spare it: %s"
              .formatted(names(found)));
    }
  }

  private void statistics(List<ColumnTotals> columns) {
    List<ColumnTotals> counts = worth(columns, column -> column.withoutStatistics() > 0);
    if (!counts.isEmpty()) {
      lines.add(
          "without statistics that can be relied upon, so that filters read all of them: %s"
              .formatted(names(counts)));
    }
    List<ColumnTotals> places = worth(columns, column -> column.withoutOffsetIndex() > 0);
    if (!places.isEmpty()) {
      lines.add(
          "without a page index, so that no page can be passed over: %s".formatted(names(places)));
    }
  }

  private void footer(FileMetadata metadata, long footerBytes, long fileBytes) {
    if (footerBytes > WORTH_BYTES && footerBytes > fileBytes * LARGE_FOOTER) {
      long keyValues =
          metadata.keyValues().entrySet().stream()
              .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
              .sum();
      lines.add(
          "the footer takes %s, %.0f %% of the file; %s of it are key-values"
              .formatted(
                  Sizes.bytes(footerBytes),
                  100.0 * footerBytes / fileBytes,
                  Sizes.bytes(keyValues)));
    }
  }

  private static List<ColumnTotals> worth(
      List<ColumnTotals> columns, Predicate<ColumnTotals> suspect) {
    return columns.stream()
        .filter(column -> column.compressed() > WORTH_BYTES && suspect.test(column))
        .toList();
  }

  private static String bytes(List<ColumnTotals> columns) {
    return Sizes.bytes(columns.stream().mapToLong(ColumnTotals::compressed).sum());
  }

  /** The largest first. */
  private static String names(List<ColumnTotals> columns) {
    List<String> names =
        columns.stream()
            .sorted((a, b) -> Long.compare(b.compressed(), a.compressed()))
            .limit(SHOWN_NAMES)
            .map(column -> column.column().name())
            .toList();
    int more = columns.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }
}
