package dev.intarsia.parquet.verify;

import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;

/** Adds up what the data pages of a chunk say they hold. */
final class PageTally {
  /** Rows or nulls that no header tells. */
  static final long UNKNOWN = -1;

  private final boolean repeated;
  private long pages;
  private long values;
  private long rows;
  private long nulls;

  /** Only where nothing repeats, a value is a row. */
  PageTally(boolean repeated) {
    this.repeated = repeated;
  }

  /** The data pages so far. */
  long pages() {
    return pages;
  }

  /** The rows so far, or {@link #UNKNOWN}. */
  long rows() {
    return rows;
  }

  void add(DataPageHeader page, Place place) throws IOException {
    place.check(page.getNum_values() >= 0, () -> "it has " + page.getNum_values() + " values");
    pages++;
    values += page.getNum_values();
    nulls = UNKNOWN;
    rows = repeated ? UNKNOWN : values;
  }

  void add(DataPageHeaderV2 page, int bytes, Place place) throws IOException {
    place.check(page.getNum_values() >= 0, () -> "it has " + page.getNum_values() + " values");
    checkShare("nulls", page.getNum_nulls(), page.getNum_values(), place);
    checkShare("rows", page.getNum_rows(), page.getNum_values(), place);
    int definitions = page.getDefinition_levels_byte_length();
    int repetitions = page.getRepetition_levels_byte_length();
    place.check(
        definitions >= 0 && repetitions >= 0 && definitions <= bytes - repetitions,
        () -> "its levels of " + definitions + " and " + repetitions + " bytes exceed the page");
    pages++;
    values += page.getNum_values();
    nulls = nulls == UNKNOWN ? UNKNOWN : nulls + page.getNum_nulls();
    rows = rows == UNKNOWN ? UNKNOWN : rows + page.getNum_rows();
  }

  private static void checkShare(String what, int count, int values, Place place)
      throws IOException {
    place.check(
        count >= 0 && count <= values,
        () -> "it has " + count + " " + what + " in " + values + " values");
  }

  void checkSums(ColumnMetaData metadata, long rowGroupRows, Place place) throws IOException {
    place.checkSame("the values of its pages", metadata.getNum_values(), values);
    if (rows != UNKNOWN) {
      place.checkSame("the rows of its pages", rowGroupRows, rows);
    }
    Statistics statistics = metadata.getStatistics();
    boolean counted = pages > 0 && nulls != UNKNOWN;
    if (counted && statistics != null && statistics.isSetNull_count()) {
      place.checkSame("the nulls of its pages", statistics.getNull_count(), nulls);
    }
    List<PageEncodingStats> encodings = metadata.getEncoding_stats();
    if (encodings != null) {
      place.checkSame("its data pages by encoding", dataPages(encodings), pages);
    }
  }

  private static long dataPages(List<PageEncodingStats> encodings) {
    long count = 0;
    for (PageEncodingStats stats : encodings) {
      PageType type = stats.getPage_type();
      boolean isData = type == PageType.DATA_PAGE || type == PageType.DATA_PAGE_V2;
      count += isData ? stats.getCount() : 0;
    }
    return count;
  }
}
