package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.Field;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.UnsupportedFeatureException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format's rules for nested types, on schemas that parquet-java turns into a footer's. */
@NullUnmarked // the getters of Thrift are nullable, all of them
class SchemaTreeTest {
  private static final Place PLACE = Place.footer("test.parquet");

  private static SchemaTree tree(String fields) throws IOException {
    return tree(MessageTypeParser.parseMessageType("message m { " + fields + " }"));
  }

  private static SchemaTree tree(MessageType message) throws IOException {
    ParquetMetadata metadata =
        new ParquetMetadata(new FileMetaData(message, Map.of(), "test"), List.of());
    var footer = new ParquetMetadataConverter().toParquetMetadata(1, metadata);
    return SchemaTree.of(footer.getSchema(), ReaderOptions.defaults(), PLACE);
  }

  /** One line, spaces squeezed, the message around it left out. */
  private static String text(SchemaTree tree) {
    String line = tree.schema().toString().replaceAll("\\s+", " ");
    return line.substring("message m { ".length(), line.length() - 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The examples of LogicalTypes.md, in its order.
        "optional group my_list (LIST) { repeated group list { optional binary element (UTF8); } }"
            + "| optional group my_list (LIST) { repeated group list { optional binary element"
            + " (STRING); } }",
        "optional group my_list (LIST) { repeated int32 element; }"
            + "| optional group my_list (LIST) { repeated group list { required int32 element; } }",
        "optional group my_list (LIST) { repeated group element { required binary str (UTF8);"
            + " required int32 num; } }"
            + "| optional group my_list (LIST) { repeated group list { required group element {"
            + " required binary str (STRING); required int32 num; } } }",
        "optional group my_list (LIST) { repeated group array (LIST) { repeated int32 array; } }"
            + "| optional group my_list (LIST) { repeated group list { required group element"
            + " (LIST) { repeated group list { required int32 element; } } } }",
        "optional group my_list (LIST) { repeated group array { required binary str (UTF8); } }"
            + "| optional group my_list (LIST) { repeated group list { required group element {"
            + " required binary str (STRING); } } }",
        "optional group my_list (LIST) { repeated group my_list_tuple { required binary str; } }"
            + "| optional group my_list (LIST) { repeated group list { required group element {"
            + " required binary str; } } }",
        "optional group my_list (LIST) { repeated group bag { optional int32 array_element; } }"
            + "| optional group my_list (LIST) { repeated group list { optional int32 element; } }",
        // What is repeated and nothing else.
        "repeated int32 many"
            + "| required group many (LIST) { repeated group list { required int32 element; } }",
        "repeated group many { required int32 a; repeated int32 b; }"
            + "| required group many (LIST) { repeated group list { required group element {"
            + " required int32 a; required group b (LIST) { repeated group list { required int32"
            + " element; } } } } }",
        // Maps.
        "required group my_map (MAP) { repeated group map { required binary str; optional int32"
            + " num; } }"
            + "| required group my_map (MAP) { repeated group key_value { required binary key;"
            + " optional int32 value; } }",
        "optional group my_map (MAP_KEY_VALUE) { repeated group map { required int32 k; required"
            + " int32 v; } }"
            + "| optional group my_map (MAP) { repeated group key_value { required int32 key;"
            + " required int32 value; } }",
        "optional group my_map (MAP) { repeated group map (MAP_KEY_VALUE) { optional binary k;"
            + " optional int32 v; } }"
            + "| optional group my_map (MAP) { repeated group key_value { required binary key;"
            + " optional int32 value; } }",
        "optional group set (MAP) { repeated group map { required int32 key; } }"
            + "| optional group set (LIST) { repeated group list { required int32 element; } }",
      })
  void nestedTypesOfAllAgesAreUnderstood(String file, String expected) throws IOException {
    assertThat(text(tree(file.strip() + (file.strip().endsWith("}") ? "" : ";"))))
        .isEqualTo(expected.strip());
  }

  @Test
  void aNameThatIsTakenGetsANumberThatIsFree() throws IOException {
    assertThat(fields("a", "a_2", "a", "", "a", "a_3", "a_2"))
        .containsExactly("a", "a_2", "a_3", "unnamed", "a_4", "a_3_2", "a_2_2");
  }

  /** Counting from the start again for each would take hours. */
  @Test
  void oneNameForAllColumnsIsNumberedInOnePass() throws IOException {
    String[] names = new String[300_000];
    Arrays.fill(names, "a");
    assertThat(fields(names)).endsWith("a_300000").doesNotHaveDuplicates();
  }

  private static List<String> fields(String... names) throws IOException {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("m").setNum_children(names.length));
    for (String name : names) {
      elements.add(
          new SchemaElement(name)
              .setType(Type.INT32)
              .setRepetition_type(FieldRepetitionType.REQUIRED));
    }
    return SchemaTree.of(elements, ReaderOptions.defaults(), PLACE).schema().fields().stream()
        .map(Field::name)
        .toList();
  }

  @Test
  void levelsTellNullFromEmptyFromNullElement() throws IOException {
    SchemaTree tree =
        tree("optional group a (LIST) { repeated group list { optional int32 element; } }");
    ReadNode.Repeated list = (ReadNode.Repeated) tree.roots().getFirst();
    assertThat(list.definitionLevel()).isEqualTo(1);
    assertThat(list.entryLevel()).isEqualTo(2);
    assertThat(list.repetitionLevel()).isEqualTo(1);
    assertThat(list.element().definitionLevel()).isEqualTo(3);
  }

  @Test
  void levelsOfWhatIsRequiredAreThoseAround() throws IOException {
    SchemaTree tree =
        tree(
            "required group s { required group m (MAP) { repeated group map { required int32 k;"
                + " required group v { optional int32 x; } } } }");
    ReadNode.Struct struct = (ReadNode.Struct) tree.roots().getFirst();
    ReadNode.Entries map = (ReadNode.Entries) struct.children().getFirst();
    assertThat(struct.definitionLevel()).isZero();
    assertThat(map.definitionLevel()).isZero();
    assertThat(map.entryLevel()).isEqualTo(1);
    assertThat(map.key().definitionLevel()).isEqualTo(1);
    assertThat(map.value().definitionLevel()).isEqualTo(1);
    assertThat(tree.columns().getLast().maxDefinitionLevel()).isEqualTo(2);
    assertThat(tree.columns().getLast().topLevelField()).isZero();
  }

  @Test
  void levelsAndPathsOfRandomSchemasAreThoseOfParquetJava() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder("message m { ");
      fields(text, random, 4);
      MessageType message = MessageTypeParser.parseMessageType(text.append("}").toString());
      SchemaTree tree = tree(message);
      List<ColumnDescriptor> theirs = message.getColumns();
      assertThat(tree.columns()).hasSameSizeAs(theirs);
      for (LeafColumn column : tree.columns()) {
        ColumnDescriptor other = theirs.get(column.index());
        assertThat(column.path()).containsExactly(other.getPath());
        assertThat(column.maxDefinitionLevel()).isEqualTo(other.getMaxDefinitionLevel());
        assertThat(column.maxRepetitionLevel()).isEqualTo(other.getMaxRepetitionLevel());
      }
      assertThat(leaves(tree.roots())).isEqualTo(tree.columns());
    }
  }

  private static void fields(StringBuilder text, SplittableRandom random, int depth) {
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      text.append(List.of("required", "optional", "repeated").get(random.nextInt(3)));
      if (depth == 0 || random.nextInt(3) > 0) {
        text.append(" int32 f").append(i).append("; ");
      } else {
        String annotation = List.of("", "(LIST)", "(MAP)").get(random.nextInt(3));
        text.append(" group f").append(i).append(' ').append(annotation).append(" { ");
        fields(text, random, depth - 1);
        text.append("} ");
      }
    }
  }

  private static List<LeafColumn> leaves(List<ReadNode> nodes) {
    List<LeafColumn> leaves = new ArrayList<>();
    for (ReadNode node : nodes) {
      switch (node) {
        case ReadNode.Leaf leaf -> leaves.add(leaf.column());
        case ReadNode.Struct struct -> leaves.addAll(leaves(struct.children()));
        case ReadNode.Repeated list -> leaves.addAll(leaves(List.of(list.element())));
        case ReadNode.Entries map -> leaves.addAll(leaves(List.of(map.key(), map.value())));
      }
    }
    return leaves;
  }

  @Test
  void namesThatRepeatOrAreMissingAreMadeUnique() throws IOException {
    SchemaTree tree =
        SchemaTree.of(
            List.of(root(3), leaf("a", Type.INT32), leaf("a", Type.INT32), leaf("", Type.INT32)),
            ReaderOptions.defaults(),
            PLACE);
    assertThat(tree.schema().fields().stream().map(field -> field.name()))
        .containsExactly("a", "a_2", "unnamed");
    assertThat(tree.columns().stream().map(LeafColumn::name)).containsExactly("a", "a", "");
  }

  @Test
  void anAnnotationThatItsTypeCannotCarrySaysNothing() throws IOException {
    SchemaElement text =
        leaf("text", Type.INT32).setConverted_type(org.apache.parquet.format.ConvertedType.UTF8);
    SchemaElement wide =
        leaf("wide", Type.INT32)
            .setConverted_type(org.apache.parquet.format.ConvertedType.DECIMAL)
            .setPrecision(40)
            .setScale(2);
    SchemaTree tree = SchemaTree.of(List.of(root(2), text, wide), ReaderOptions.defaults(), PLACE);
    assertThat(text(tree).replace("test", "m"))
        .isEqualTo("required int32 text; required int32 wide;");
  }

  @Test
  void int96IsATimestampOfTheUnitAskedFor() throws IOException {
    List<SchemaElement> elements = List.of(root(1), leaf("t", Type.INT96));
    ReaderOptions micros =
        ReaderOptions.builder().int96(dev.intarsia.columns.LogicalType.Unit.MICROS).build();
    SchemaTree tree = SchemaTree.of(elements, micros, PLACE);
    assertThat(tree.columns().getFirst().int96()).isTrue();
    assertThat(text(tree)).isEqualTo("required int64 t (TIMESTAMP(MICROS,false));");
  }

  @Test
  void whatNoTreeCanBeIsRefused() {
    assertRefused(List.of(), "empty");
    assertRefused(List.of(root(2), leaf("a", Type.INT32)), "ends before the children");
    assertRefused(
        List.of(root(1), leaf("a", Type.INT32), leaf("b", Type.INT32)), "no group's children");
    assertRefused(List.of(root(1), leaf("a", null)), "neither a type nor children");
    assertRefused(
        List.of(root(1), leaf("a", Type.INT32).setNum_children(1), leaf("b", Type.INT32)),
        "both a type and children");
    assertRefused(List.of(root(1), new SchemaElement("a").setType(Type.INT32)), "no repetition");
    assertRefused(List.of(root(1), leaf("a", Type.FIXED_LEN_BYTE_ARRAY)), "length of 0 bytes");
    assertRefused(List.of(root(-1)), "m has no children");
  }

  @Test
  void aSchemaIsNotNestedWithoutEnd() {
    List<SchemaElement> elements = new ArrayList<>(List.of(root(1)));
    for (int i = 0; i < 1_000; i++) {
      elements.add(leaf("g", null).setNum_children(1));
    }
    elements.add(leaf("a", Type.INT32));
    assertRefused(elements, "nested too deep");
  }

  @Test
  void aFileWithoutColumnsIsNotRead() {
    assertThatThrownBy(() -> SchemaTree.of(List.of(root(0)), ReaderOptions.defaults(), PLACE))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("no columns");
  }

  private static void assertRefused(List<SchemaElement> elements, String reason) {
    assertThatThrownBy(() -> SchemaTree.of(elements, ReaderOptions.defaults(), PLACE))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("test.parquet")
        .hasMessageContaining(reason);
  }

  private static SchemaElement root(int children) {
    return new SchemaElement("m").setNum_children(children);
  }

  private static SchemaElement leaf(String name, Type type) {
    SchemaElement element =
        new SchemaElement(name).setRepetition_type(FieldRepetitionType.REQUIRED);
    return type == null ? element : element.setType(type);
  }
}
