package dev.intarsia.parquet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BloomFilter;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.SortingColumn;
import dev.intarsia.parquet.UnsupportedFeatureException;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.nested.NestedColumns;
import dev.intarsia.parquet.nested.NestedRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.parquet.format.FileCryptoMetaData;
import org.apache.parquet.format.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/format-coverage.md} says truly which fields the reader heeds. Each field of a file is
 * changed, taken away or added: of what is read, something has to show, be it an error; of what is
 * ignored, nothing; and what is refused gives the exception for that.
 */
class FieldsReadTest {
  /** So many structs of a kind in a file have each of their ignored fields changed. */
  private static final int ALIKE = 2;

  /** Structs whose changes move nothing, and show as places and sizes. */
  private static final Set<String> PLACES = Set.of("ColumnChunk", "ColumnMetaData", "PageLocation");

  private static final Pattern MOVED =
      Pattern.compile("\\b(offset|start|length|headerSize|compressedSize|bloomFilter\\w*)=\\d+");

  private static final byte[] MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);

  private final Map<String, String> listed;
  private final Set<String> shown = new TreeSet<>();
  private final Set<String> hidden = new TreeSet<>();
  private final Set<String> refused = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  @TempDir private Path folder;

  FieldsReadTest() throws IOException {
    listed = FormatCoverage.table("Fields of parquet.thrift");
  }

  private interface View {
    String see();
  }

  @Test
  void whatIsSaidToBeReadShowsAndNothingElse() throws IOException {
    for (DataPageVersion version : DataPageVersion.values()) {
      visit(TakenFile.of(nested(version)));
      visit(TakenFile.of(FormatFieldsTest.flat(folder, version)));
    }
    visit(foreign());
    visitEncrypted();
    assertThat(problems).isEmpty();
    assertThat(shown).containsExactlyElementsOf(said("read"));
    assertThat(hidden).containsAll(said("ignored"));
    assertThat(refused).containsExactlyElementsOf(said("refused"));
  }

  private Set<String> said(String mark) {
    Set<String> fields = new TreeSet<>();
    listed.forEach(
        (field, row) -> {
          if (row.split(" \\| ", 2)[1].startsWith(mark)) {
            fields.add(field);
          }
        });
    return fields;
  }

  private byte[] nested(DataPageVersion version) throws IOException {
    Path file = folder.resolve("nested.parquet");
    Schema schema =
        Schema.of(
            "nested", NestedRows.fields("", Field.of("f", PhysicalType.INT64, true)).subList(0, 4));
    WriterOptions options =
        WriterOptions.builder()
            .dataPageVersion(version)
            .sortedBy(SortingColumn.ascending("pair.r"))
            .keyValue("key", "value")
            .build();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        Arena arena = Arena.ofConfined();
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options);
        ColumnBatch batch =
            NestedColumns.batch(schema, new NestedRows(1, 0.2).rows(schema, 60), arena)) {
      writer.write(batch);
      writer.finish();
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  /** What our writer does not write: a bloom filter, old statistics, a converted type alone. */
  private TakenFile foreign() throws IOException {
    Path file = folder.resolve("foreign.parquet");
    Schema schema =
        Schema.builder("foreign")
            .required("date", LogicalType.date())
            .required("number", PhysicalType.DOUBLE)
            .optional("price", LogicalType.decimal(9, 2))
            .build();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, WriterOptions.defaults())) {
      for (int i = 0; i < 50; i++) {
        writer.rows().setInt(0, i);
        writer.rows().setDouble(1, i);
        writer.rows().end();
      }
      writer.finish();
    }
    TakenFile taken = TakenFile.of(Files.readAllBytes(file));
    Files.delete(file);
    taken.addBloomFilter();
    taken.footer().structs("schema").getLast().set("logicalType", null);
    ThriftTree group = taken.footer().structs("row_groups").getFirst();
    ThriftTree metadata = group.structs("columns").getFirst().struct("meta_data");
    ThriftTree statistics = metadata.struct("statistics");
    statistics.set("min", statistics.get("min_value"));
    statistics.set("max", statistics.get("max_value"));
    statistics.set("min_value", null);
    statistics.set("max_value", null);
    metadata.set(
        "key_value_metadata",
        new ThriftTree.Elements(
            ThriftTree.STRUCT, new ArrayList<>(List.of(ThriftTree.sample(KeyValue.class)))));
    return taken;
  }

  /** In a file that begins and ends as encrypted ones do, nothing is looked at. */
  private void visitEncrypted() {
    ThriftTree crypto = ThriftTree.sample(FileCryptoMetaData.class);
    View view =
        () -> {
          byte[] struct = crypto.bytes();
          ByteBuffer file = ByteBuffer.allocate(12 + struct.length);
          file.put(MAGIC).put(struct);
          file.putInt(Integer.reverseBytes(struct.length));
          return see(file.put(MAGIC).array());
        };
    hideAll(view, view.see(), crypto);
  }

  private void visit(TakenFile file) {
    View view = () -> see(file.bytes());
    String before = view.see();
    assertThat(before).doesNotContain("Exception");
    Map<String, Integer> alike = new HashMap<>();
    file.roots().forEach(root -> visit(view, before, root, alike));
  }

  private void visit(View view, String before, ThriftTree struct, Map<String, Integer> alike) {
    boolean few = alike.merge(struct.name(), 1, Integer::sum) <= ALIKE;
    for (ThriftTree.Known field : struct.known()) {
      String name = struct.name() + '.' + field.name();
      String mark = Objects.requireNonNull(listed.get(name), name).split(" \\| ", 2)[1];
      if (mark.startsWith("ignored")) {
        if (few) {
          hide(view, before, struct, field);
        }
        continue;
      }
      if (mark.startsWith("refused")) {
        if (!refused.contains(name)) {
          refuse(view, struct, field);
        }
        continue;
      }
      if (!shown.contains(name)) {
        show(view, before, struct, field);
      }
      List<ThriftTree> inner = ThriftTree.structsIn(struct.fields().get(field.id())).toList();
      inner.forEach(each -> visit(view, before, each, alike));
    }
  }

  /** Values that a field may have instead; null for none, which what is read may have to be. */
  private static List<@Nullable Object> others(
      ThriftTree struct, ThriftTree.Known field, boolean mustChange) {
    boolean mayMiss = !field.required() && !struct.isUnion();
    Object value = struct.fields().get(field.id());
    List<@Nullable Object> others = new ArrayList<>();
    switch (value) {
      case null -> others.add(ThriftTree.sample(field.value()));
      case Boolean bit -> others.add(!bit);
      case Byte number -> others.add((byte) (number + 8));
      case Short number -> others.add((short) (number + 1));
      case Integer number -> others.add(number + 1);
      case Long number -> others.add(number + 1);
      case Double number -> others.add(number + 1);
      case ByteBuffer bytes -> {
        byte[] longer = new byte[bytes.remaining() + 1];
        bytes.duplicate().get(longer, 0, bytes.remaining());
        others.add(ByteBuffer.wrap(longer));
      }
      case ThriftTree.Elements list when !list.values().isEmpty() ->
          others.add(
              new ThriftTree.Elements(
                  list.type(), new ArrayList<>(list.values().subList(1, list.values().size()))));
      default -> {}
    }
    if (value != null && (mayMiss || (mustChange && others.isEmpty()))) {
      others.add(null);
    }
    return others;
  }

  private interface Trial {
    /** With the changed field in place. */
    void run(@Nullable Object value);
  }

  private static void with(
      ThriftTree struct, ThriftTree.Known field, boolean mustChange, Trial trial) {
    Map<Short, Object> before = Map.copyOf(struct.fields());
    for (Object other : others(struct, field, mustChange)) {
      if (struct.isUnion()) {
        struct.fields().clear();
      }
      struct.set(field.name(), other);
      trial.run(other);
      struct.fields().clear();
      struct.fields().putAll(before);
    }
  }

  private void show(View view, String before, ThriftTree struct, ThriftTree.Known field) {
    boolean tellsPlaces = PLACES.contains(struct.name());
    with(
        struct,
        field,
        true,
        _ -> {
          String after = view.see();
          boolean differs =
              tellsPlaces ? !after.equals(before) : !unmoved(after).equals(unmoved(before));
          if (differs) {
            shown.add(struct.name() + '.' + field.name());
          }
        });
  }

  private void hide(View view, String before, ThriftTree struct, ThriftTree.Known field) {
    String name = struct.name() + '.' + field.name();
    hidden.add(name);
    with(
        struct,
        field,
        false,
        value -> {
          String after = view.see();
          if (!unmoved(after).equals(unmoved(before))) {
            problems.add(name + " shows: " + difference(unmoved(before), unmoved(after)));
          }
          ThriftTree.structsIn(value).forEach(inner -> hideAll(view, before, inner));
        });
  }

  private void hideAll(View view, String before, ThriftTree struct) {
    for (ThriftTree.Known field : struct.known()) {
      hide(view, before, struct, field);
      ThriftTree.structsIn(struct.fields().get(field.id()))
          .forEach(inner -> hideAll(view, before, inner));
    }
  }

  private void refuse(View view, ThriftTree struct, ThriftTree.Known field) {
    with(
        struct,
        field,
        false,
        value -> {
          String after = view.see();
          if (after.contains(UnsupportedFeatureException.class.getSimpleName())) {
            refused.add(struct.name() + '.' + field.name());
            ThriftTree.structsIn(value).forEach(inner -> hideAll(view, after, inner));
          }
        });
  }

  /** Without what differs because something in front has become longer. */
  private static String unmoved(String seen) {
    return MOVED.matcher(seen).replaceAll("");
  }

  private static String difference(String before, String after) {
    int at = 0;
    while (at < Math.min(before.length(), after.length())
        && before.charAt(at) == after.charAt(at)) {
      at++;
    }
    return "..." + after.substring(Math.max(0, at - 80), Math.min(after.length(), at + 200));
  }

  /** All that a reader shows of a file, or what it throws. */
  private String see(byte[] bytes) {
    StringBuilder seen = new StringBuilder();
    Path file = folder.resolve("changed.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64))) {
      Files.write(file, bytes);
      try (ParquetReader reader = ParquetReader.open(file, pool)) {
        seen.append(reader.metadata());
        for (int group = 0; group < reader.metadata().rowGroups().size(); group++) {
          for (int column = 0; column < reader.metadata().columns().size(); column++) {
            see(reader, group, column, seen);
          }
        }
      }
      seen.append(OwnRows.read(file, ReaderOptions.defaults()));
    } catch (IOException | RuntimeException e) {
      seen.append(e.getClass().getSimpleName()).append(e.getMessage());
    }
    return seen.toString();
  }

  private static void see(ParquetReader reader, int group, int column, StringBuilder seen)
      throws IOException {
    seen.append(reader.pages(group, column));
    seen.append(reader.columnIndex(group, column));
    seen.append(reader.pageLocations(group, column));
    try (BloomFilter filter = reader.bloomFilter(group, column)) {
      seen.append(filter == null ? "" : filter.byteSize());
    }
  }
}
