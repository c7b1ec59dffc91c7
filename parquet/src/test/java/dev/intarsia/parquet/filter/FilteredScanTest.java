package dev.intarsia.parquet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.FilterMetrics;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ScanBuilder;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a filtered scan gives is what testing every row gives, whoever wrote the file. */
@DetectLeaks
final class FilteredScanTest {
  private static final int ROWS = 6_000;
  private static final int FILTERS = 120;

  @TempDir private Path folder;

  private final Random random = new Random(37);
  private final FilterData data = new FilterData(ROWS, 41);
  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(256));

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void ofOurFiles() throws IOException {
    Path file = folder.resolve("ours.parquet");
    data.write(file, pool, options(DataPageVersion.V1, 1_700, 130));
    FilterMetrics total = check(file);
    assertThat(total.statistics().rowGroups()).isPositive();
    assertThat(total.columnIndexes().rows()).isPositive();
    assertThat(total.dictionaries().rowGroups()).isPositive();
    assertThat(total.certainRows()).isPositive();
  }

  @Test
  void ofOurFilesInOneLargePage() throws IOException {
    Path file = folder.resolve("ours2.parquet");
    data.write(file, pool, options(DataPageVersion.V2, ROWS, ROWS));
    check(file);
  }

  private static WriterOptions options(DataPageVersion version, int groupRows, int pageRows) {
    return WriterOptions.builder()
        .dataPageVersion(version)
        .rowGroupRows(groupRows)
        .pageRows(pageRows)
        .build();
  }

  @Test
  void ofFilesOfParquetJavaWithBloomFilters() throws IOException {
    Path ours = folder.resolve("ours.parquet");
    data.write(ours, pool, options(DataPageVersion.V1, ROWS, ROWS));
    Path theirs = folder.resolve("theirs.parquet");
    copyByParquetJava(ours, theirs);
    FilterMetrics total = check(theirs);
    assertThat(total.bloomFilters().rowGroups()).isPositive();
    assertThat(total.columnIndexes().rows()).isPositive();
  }

  @Test
  void ofFilesOfDuckDb() throws IOException, SQLException {
    Path ours = folder.resolve("ours.parquet");
    data.write(ours, pool, options(DataPageVersion.V1, ROWS, ROWS));
    Path theirs = folder.resolve("duck.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1; SET TimeZone = 'UTC'");
      statement.execute(
          "COPY (SELECT * FROM '%s' ORDER BY id) TO '%s' (FORMAT PARQUET, ROW_GROUP_SIZE 2048)"
              .formatted(ours, theirs));
    }
    FilterMetrics total = check(theirs);
    assertThat(total.statistics().rowGroups()).isPositive();
  }

  private static void copyByParquetJava(Path from, Path to) throws IOException {
    var configuration = new PlainParquetConfiguration();
    MessageType schema;
    try (ParquetFileReader footer = ParquetFileReader.open(new LocalInputFile(from))) {
      schema = footer.getFileMetaData().getSchema();
    }
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(to))
            .withConf(configuration)
            .withType(schema)
            .withWriterVersion(WriterVersion.PARQUET_2_0)
            .withRowGroupRowCountLimit(1_500)
            .withPageRowCountLimit(100);
    for (String column :
        List.of("near", "u64", "float", "double", "word", "text", "uuid", "price")) {
      builder = builder.withBloomFilterEnabled(column, true).withDictionaryEncoding(column, false);
    }
    try (ParquetWriter<Group> writer = builder.build();
        var reader = new GroupReaderBuilder(new LocalInputFile(from), configuration).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        writer.write(group);
      }
    }
  }

  /** The builder's own constructor is protected. */
  private static final class GroupReaderBuilder
      extends org.apache.parquet.hadoop.ParquetReader.Builder<Group> {
    GroupReaderBuilder(LocalInputFile file, PlainParquetConfiguration configuration) {
      super(file, configuration);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private FilterMetrics check(Path file) throws IOException {
    List<FilterMetrics> all = new ArrayList<>();
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      for (int i = 0; i < FILTERS; i++) {
        all.add(check(reader, filter(3)));
      }
    }
    return sum(all);
  }

  private FilterMetrics check(ParquetReader reader, Filter filter) throws IOException {
    List<Field> fields = new ArrayList<>(reader.schema().fields());
    Collections.shuffle(fields, random);
    String[] others =
        fields.stream()
            .map(Field::name)
            .filter(name -> !name.equals("id"))
            .limit(random.nextInt(5))
            .toArray(String[]::new);
    String[] projection = Arrays.copyOf(others, others.length + 1);
    projection[others.length] = "id";
    ScanBuilder scan =
        reader
            .scan()
            .filter(filter)
            .project(projection)
            .batchRows(random.nextBoolean() ? 1_000 : 1 + random.nextInt(300))
            .threads(1 + random.nextInt(3));
    long from = random.nextInt(4) == 0 ? random.nextInt(ROWS) : 0;
    long count = random.nextInt(4) == 0 ? random.nextInt(ROWS) : ROWS;
    scan.rows(from, count);
    List<Integer> expected =
        IntStream.range((int) from, (int) Math.min(ROWS, from + count))
            .filter(id -> FilterModel.isTrue(filter, data.rows().get(id)))
            .boxed()
            .toList();
    assertThat(scan.count()).as("%s", filter).isEqualTo(expected.size());
    FilterMetrics metrics = checkBatches(scan, filter, expected);
    assertThat(metrics.prunedRows() + metrics.certainRows() + metrics.testedRows())
        .isEqualTo(Math.min(ROWS - from, count));
    assertThat(metrics.certainRows() + metrics.passedRows()).isEqualTo(expected.size());
    return metrics;
  }

  private FilterMetrics checkBatches(ScanBuilder asked, Filter filter, List<Integer> expected)
      throws IOException {
    List<Integer> found = new ArrayList<>();
    try (BatchScan scan = asked.open()) {
      int rowsBefore = Integer.MAX_VALUE;
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          assertThat(batch.rowCount()).isLessThanOrEqualTo(rowsBefore);
          rowsBefore = batch.rowCount();
          FixedWidthColumn ids = (FixedWidthColumn) batch.column("id");
          for (int row = 0; row < batch.rowCount(); row++) {
            int id = (int) ids.getLong(row);
            found.add(id);
            checkRow(batch, row, data.rows().get(id));
          }
        }
      }
      assertThat(found).as("%s", filter).isEqualTo(expected);
      return scan.metrics().filter();
    }
  }

  private static void checkRow(ColumnBatch batch, int row, Map<String, @Nullable Object> model) {
    for (int i = 0; i < batch.schema().size(); i++) {
      Column column = batch.column(i);
      Object value = column.isNull(row) ? null : FilterData.value(column, row);
      Object wanted = model.get(column.field().name());
      if (!same(value, wanted)) {
        throw new AssertionError(
            column.field() + " of row " + model.get("id") + ": " + value + ", not " + wanted);
      }
    }
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return switch (a) {
      case byte[] bytes -> b instanceof byte[] others && Arrays.equals(bytes, others);
      case BigDecimal number -> b instanceof BigDecimal other && number.compareTo(other) == 0;
      case null, default -> Objects.equals(a, b);
    };
  }

  private Filter filter(int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    return switch (kind) {
      case 0, 1, 2 -> Filter.and(filters(depth - 1));
      case 3 -> Filter.or(filters(depth - 1));
      case 4 -> Filter.not(filter(depth - 1));
      default -> term();
    };
  }

  private Filter[] filters(int depth) {
    return IntStream.range(0, random.nextInt(1, 4))
        .mapToObj(_ -> filter(depth))
        .toArray(Filter[]::new);
  }

  private Filter term() {
    Field field = FilterData.SCHEMA.field(random.nextInt(FilterData.SCHEMA.size()));
    String name = field.name();
    return switch (random.nextInt(name.equals("bit") ? 4 : 9)) {
      case 0 -> Filter.isNull(name);
      case 1 -> Filter.ne(name, data.literal(name));
      case 2 ->
          Filter.in(
              name,
              IntStream.range(0, random.nextInt(8)).mapToObj(_ -> data.literal(name)).toArray());
      case 3, 4 -> Filter.eq(name, data.literal(name));
      case 5 -> Filter.lt(name, data.literal(name));
      case 6 -> Filter.le(name, data.literal(name));
      case 7 -> Filter.gt(name, data.literal(name));
      default ->
          List.of("float", "double", "half").contains(name) && random.nextBoolean()
              ? Filter.isNaN(name)
              : Filter.ge(name, data.literal(name));
    };
  }

  private static FilterMetrics sum(List<FilterMetrics> all) {
    return all.stream()
        .reduce(
            (a, b) ->
                new FilterMetrics(
                    sum(a.statistics(), b.statistics()),
                    sum(a.bloomFilters(), b.bloomFilters()),
                    sum(a.columnIndexes(), b.columnIndexes()),
                    sum(a.dictionaries(), b.dictionaries()),
                    a.certainRows() + b.certainRows(),
                    a.testedRows() + b.testedRows(),
                    a.passedRows() + b.passedRows(),
                    a.decodedPages() + b.decodedPages(),
                    a.decodedBytes() + b.decodedBytes()))
        .orElseThrow();
  }

  private static FilterMetrics.Pruned sum(FilterMetrics.Pruned a, FilterMetrics.Pruned b) {
    return new FilterMetrics.Pruned(a.rowGroups() + b.rowGroups(), a.rows() + b.rows());
  }
}
