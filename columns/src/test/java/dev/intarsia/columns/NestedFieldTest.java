package dev.intarsia.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NestedFieldTest {
  private static final Field TEXT = Field.of("text", LogicalType.string(), true);
  private static final Field ID = Field.of("id", PhysicalType.INT64, false);
  private static final StructField POINT = new StructField("point", List.of(ID, TEXT), true);
  private static final Schema SCHEMA =
      Schema.builder("nested")
          .required("n", PhysicalType.INT32)
          .add(new ListField("points", new ListField("any", POINT, false), true))
          .add(new MapField("labels", Field.of("k", LogicalType.string(), false), POINT, false))
          .build();

  @Test
  void isPrintedAsTheStandardsSchemaText() {
    assertThat(SCHEMA)
        .hasToString(
            """
            message nested {
              required int32 n;
              optional group points (LIST) {
                repeated group list {
                  required group element (LIST) {
                    repeated group list {
                      optional group element {
                        required int64 id;
                        optional binary text (STRING);
                      }
                    }
                  }
                }
              }
              required group labels (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional group value {
                    required int64 id;
                    optional binary text (STRING);
                  }
                }
              }
            }
            """);
    assertThat(POINT.toString()).startsWith("optional group point {\n").endsWith("\n}");
  }

  @Test
  void elementsKeysAndValuesHaveTheNamesOfTheFormat() {
    assertThat(new ListField("l", TEXT, true))
        .isEqualTo(new ListField("l", TEXT.withName("item"), true));
    MapField map = new MapField("m", ID, TEXT, true);
    assertThat(map.key().name()).isEqualTo("key");
    assertThat(map.value().name()).isEqualTo("value");
    assertThat(map.withName("other").key()).isEqualTo(map.key());
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MapField("m", TEXT, ID, true))
        .withMessage("map 'm': its key may not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StructField("s", List.of(), true))
        .withMessage("struct 's' has no fields; it needs one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StructField("s", List.of(ID, TEXT, ID), true))
        .withMessage("struct 's': fields 0 and 2 are both named 'id'");
    assertThatIllegalArgumentException().isThrownBy(() -> new ListField("", ID, true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> POINT.index("x"))
        .withMessage("struct 'point' has no field 'x'; it has id, text");
  }

  @Test
  void hasNoPhysicalType() {
    Field list = new ListField("l", ID, true);
    assertThatIllegalStateException()
        .isThrownBy(list::physicalType)
        .withMessage("field 'l' holds no values itself: it is a list of INT64");
    assertThatIllegalStateException().isThrownBy(POINT::width);
  }
}
