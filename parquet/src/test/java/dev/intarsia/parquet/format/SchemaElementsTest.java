package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // Thrift calls every field nullable.
class SchemaElementsTest {

  @Test
  void everyTypeIsWrittenAsParquetJavaWritesIt() {
    Schema schema = AllTypes.schema();

    List<SchemaElement> ours = SchemaElements.of(schema);

    List<SchemaElement> theirs = Oracle.footer(schema).getSchema();
    // It calls an interval's logical type UNKNOWN, which the format keeps for columns of nulls.
    theirs.stream()
        .filter(element -> element.getConverted_type() == ConvertedType.INTERVAL)
        .forEach(SchemaElement::unsetLogicalType);
    assertThat(ours).isEqualTo(theirs);
  }

  @Test
  void aDottedNameIsOneLeaf() {
    Schema schema = Schema.builder("log").optional("http.status", PhysicalType.INT32).build();

    List<SchemaElement> elements = SchemaElements.of(schema);

    assertThat(elements).hasSize(2);
    assertThat(elements.get(0).getNum_children()).isEqualTo(1);
    assertThat(elements.get(1).getName()).isEqualTo("http.status");
    assertThat(elements.get(1).getRepetition_type()).isEqualTo(FieldRepetitionType.OPTIONAL);
  }
}
