package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import org.junit.jupiter.api.Test;

/** What happens at 2 GiB, at 100 bytes. */
@DetectLeaks
final class OffsetLimitTest {

  @Test
  void offsetsReachTheLimitAndNotBeyond() {
    Field field = Field.of("f", LogicalType.string(), true);
    byte[] source = new byte[100];
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(1));
        GrowingColumn column = new GrowingColumn(field, pool, 10, 100)) {
      column.next().setBytes(source, 0, 60);
      column.advance();
      assertThatIllegalStateException()
          .isThrownBy(() -> column.next().setBytes(source, 0, 41))
          .withMessage(
              "column 'f' (BYTE_ARRAY STRING), row 1: 32-bit offsets reach 100 bytes in one batch,"
                  + " and this value would end at 101");
      assertThatIllegalStateException()
          .isThrownBy(() -> column.next().setString("x".repeat(41)))
          .withMessageContaining("would end at 101");
      column.next().setString("x".repeat(39));
      column.advance();
      column.next().setBytes(source, 0, 1);
      column.advance();
      column.next().setBytes(source, 0, 0);
      column.advance();
      assertThatIllegalStateException().isThrownBy(() -> column.next().setBytes(source, 0, 1));
      assertThat(column.length()).isEqualTo(4);
    }
  }
}
