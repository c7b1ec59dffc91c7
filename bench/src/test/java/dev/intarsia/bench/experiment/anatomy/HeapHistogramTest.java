package dev.intarsia.bench.experiment.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.experiment.anatomy.HeapHistogram.Objects;
import org.junit.jupiter.api.Test;

class HeapHistogramTest {
  private static final String BEFORE =
      """
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:            10            240  java.lang.String (java.base@25)
         2:             3             96  [B (java.base@25)
         3:             7           9999  jdk.internal.vm.FillerElement[] (java.base@25)
      Total            20          10335
      """;

  private static final String AFTER =
      """
         1:            13            312  java.lang.String (java.base@25)
         2:             5           4096  [B (java.base@25)
         3:             1             16  a.Fresh
      Total            19           4424
      """;

  @Test
  void readsObjectsAndNotWhatFillsGaps() {
    assertThat(HeapHistogram.parse(BEFORE).total()).isEqualTo(new Objects(13, 336));
  }

  @Test
  void takesOneFromAnother() {
    HeapHistogram difference = HeapHistogram.parse(AFTER).minus(HeapHistogram.parse(BEFORE));
    assertThat(difference.classes())
        .containsEntry("java.lang.String", new Objects(3, 72))
        .containsEntry("[B", new Objects(2, 4000))
        .containsEntry("a.Fresh", new Objects(1, 16));
    assertThat(difference.total()).isEqualTo(new Objects(6, 4088));
  }

  @Test
  void countsTheHeapOfThisJvm() {
    assertThat(HeapHistogram.take().classes()).containsKeys("[B", "java.lang.String");
  }
}
