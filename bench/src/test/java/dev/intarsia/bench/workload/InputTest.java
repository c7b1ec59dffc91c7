package dev.intarsia.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.ColumnBatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputTest {

  @ParameterizedTest
  @EnumSource
  void sameRowsWhateverTheForm(Source source) {
    try (Input buffer = Input.generate(Source.BUFFER, 1, 10_100);
        Input input = Input.generate(source, 1, 10_100)) {
      assertThat(input.source()).isEqualTo(source);
      assertThat(input.rows()).isEqualTo(10_100);
      assertThat(input.byteSize()).isEqualTo(buffer.byteSize());
    }
  }

  @ParameterizedTest
  @EnumSource
  void memoryOffTheHeapIsThatOfTheFormItself(Source source) {
    int rows = 10_100;
    try (Input input = Input.generate(source, 1, rows)) {
      switch (source) {
        case BUFFER ->
            assertThat(input.offHeapBytes())
                .isBetween(input.byteSize(), input.byteSize() + (9L << 20));
        case OBJECTS -> assertThat(input.offHeapBytes()).isZero();
        case COLUMNS -> {
          // Offsets and validity instead of lengths, and slots for texts that are null.
          assertThat(input.offHeapBytes())
              .isBetween(input.byteSize() / 2, input.byteSize() * 3 / 2)
              .isNotEqualTo(input.byteSize());
        }
      }
    }
  }

  @Test
  void columnsComeInBatchesThatHoldEveryRowOnce() {
    int rows = TelemetryBatches.BATCH_ROWS + 1;
    try (Input input = Input.generate(Source.COLUMNS, 1, rows)) {
      assertThat(input.batches())
          .extracting(ColumnBatch::rowCount)
          .containsExactly(TelemetryBatches.BATCH_ROWS, 1);
    }
  }

  @Test
  void objectsHoldNullsInNoArray() {
    try (Input input = Input.generate(Source.OBJECTS, 1, 100)) {
      TelemetryObjects objects = input.objects();
      assertThat(objects.rowCount()).isEqualTo(100);
      for (int i = 0; i < 100; i++) {
        assertThat(List.of(objects.row(i).texts())).doesNotContainNull();
        assertThat(objects.row(i).numbers()).hasSize(objects.row(0).numbers().length);
      }
    }
  }

  @Test
  void formThatIsNotThereIsRefused() {
    try (Input input = Input.generate(Source.OBJECTS, 1, 10)) {
      assertThatThrownBy(input::buffer)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("held as OBJECTS, not as BUFFER");
    }
  }
}
