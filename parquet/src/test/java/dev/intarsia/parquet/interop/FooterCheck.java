package dev.intarsia.parquet.interop;

import dev.intarsia.parquet.DataPageVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What a file says about itself: the schema, the cuts, and all that helps readers to skip. */
@NullUnmarked // the getters of Thrift are nullable, all of them
final class FooterCheck {
  private static final String TYPE_DEFINED_ORDER = " columnorder(TYPE_DEFINED_ORDER)";

  private final GateFile gate;
  private final List<@Nullable Object[]> values;
  private final RawFile file;
  private final FileMetaData footer;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<String>> columnProblems = new LinkedHashMap<>();
  private final Map<String, Integer> fewestPages = new HashMap<>();
  private final Set<String> notEncoded = new HashSet<>();
  private final Set<String> compressed = new HashSet<>();

  FooterCheck(Path file, GateFile gate, List<@Nullable Object[]> values) throws IOException {
    this.gate = gate;
    this.values = values;
    this.file = RawFile.open(file);
    this.footer = this.file.footer();
    checkSchema(file);
    checkCreator();
    checkRowGroups();
  }

  /** What is wrong with the file as a whole. */
  List<String> problems() {
    return problems;
  }

  /** Where the file is not cut as its shape demands, or not encoded as was asked. */
  List<String> unmetRequests() {
    List<String> found = new ArrayList<>();
    if (footer.getRow_groupsSize() != gate.shape().rowGroups()) {
      found.add("row groups: " + footer.getRow_groupsSize());
    }
    for (GateColumn column : gate.columns()) {
      Integer pages = fewestPages.get(column.name());
      if (pages != null && pages < gate.shape().leastPages(column.encoding())) {
        found.add(column + " has a chunk of only " + pages + " pages");
      }
      if (notEncoded.contains(column.name())) {
        found.add(column + " is encoded otherwise");
      }
    }
    return found;
  }

  /** What is wrong with a column. */
  List<String> problems(GateColumn column) {
    return columnProblems.getOrDefault(column.name(), List.of());
  }

  /**
   * Whether the codec that was asked for is at work in a column: it is not where it does not pay.
   */
  boolean isCompressed(GateColumn column) {
    return compressed.contains(column.name());
  }

  private void checkSchema(Path path) throws IOException {
    MessageType expected = MessageTypeParser.parseMessageType(gate.schema().toString());
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      // the text says the order of floats, where it is not the one that parquet-java prefers
      String actual =
          reader.getFileMetaData().getSchema().toString().replace(TYPE_DEFINED_ORDER, "");
      if (!expected.toString().equals(actual)) {
        problems.add("schema " + actual + " instead of " + expected);
      }
    }
    if (footer.getColumn_ordersSize() != gate.columns().size()
        || !footer.getColumn_orders().stream().allMatch(ColumnOrder::isSetTYPE_ORDER)) {
      problems.add("column orders: " + footer.getColumn_orders());
    }
  }

  /** Readers take the version that wrote a file from here, to work around its bugs. */
  private void checkCreator() {
    try {
      var version = VersionParser.parse(footer.getCreated_by());
      if (!"intarsia".equals(version.application) || !version.hasSemanticVersion()) {
        problems.add("created by " + footer.getCreated_by());
      }
    } catch (VersionParseException e) {
      problems.add("created by " + footer.getCreated_by() + ": " + e);
    }
  }

  private void checkRowGroups() throws IOException {
    int first = 0;
    for (RowGroup group : footer.getRow_groups()) {
      int end = first + (int) group.getNum_rows();
      for (int i = 0; i < gate.columns().size(); i++) {
        checkChunk(gate.columns().get(i), values.get(i), first, end, group.getColumns().get(i));
      }
      first = end;
    }
    if (first != values.getFirst().length || footer.getNum_rows() != first) {
      problems.add("rows: %d in the row groups, %d in all".formatted(first, footer.getNum_rows()));
    }
  }

  private void checkChunk(
      GateColumn column, @Nullable Object[] expected, int from, int to, ColumnChunk chunk)
      throws IOException {
    DataPageVersion version = gate.version();
    var check = new ChunkCheck(file, column, version, expected, from, to, chunk);
    List<String> found = check.problems();
    fewestPages.merge(column.name(), check.pages(), Math::min);
    if (!check.encoded()) {
      notEncoded.add(column.name());
    }
    if (check.compressed()) {
      compressed.add(column.name());
    }
    if (!found.isEmpty()) {
      columnProblems.computeIfAbsent(column.name(), name -> new ArrayList<>()).addAll(found);
    }
  }
}
