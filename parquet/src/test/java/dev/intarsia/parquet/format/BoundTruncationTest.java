package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.internal.column.columnindex.BinaryTruncator;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DetectLeaks
class BoundTruncationTest {
  private static final Field TEXT = Field.of("text", LogicalType.string(), false);
  private static final Field BINARY =
      new PrimitiveField("raw", PhysicalType.BYTE_ARRAY, 0, null, false);

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(8));
  private final GrowableSegment out = GrowableSegment.allocate(pool, "bounds", 1 << 10);

  @AfterEach
  void release() {
    out.close();
    pool.close();
  }

  @Test
  void aShortValueIsItsOwnBound() {
    byte[] value = text("exactly eight".substring(0, 8));

    assertThat(min(TEXT, 8, value)).isEqualTo(value);
    assertThat(max(TEXT, 8, value)).isEqualTo(value);
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    byte[] value = text("aé€😀z");

    assertThat(min(TEXT, 2, value)).isEqualTo(text("a"));
    assertThat(min(TEXT, 3, value)).isEqualTo(text("aé"));
    assertThat(min(TEXT, 5, value)).isEqualTo(text("aé"));
    assertThat(min(TEXT, 6, value)).isEqualTo(text("aé€"));
    assertThat(min(TEXT, 9, value)).isEqualTo(text("aé€"));
    assertThat(min(TEXT, 10, value)).isEqualTo(text("aé€😀"));
    assertThat(max(TEXT, 6, value)).isEqualTo(text("aé\u20AD"));
  }

  @Test
  void theNextCharacterIsNeverASurrogate() {
    assertThat(max(TEXT, 4, text("a\uD7FFbc"))).isEqualTo(text("a\uE000"));
  }

  @Test
  void aLastCharacterWithoutSuccessorGivesWayToTheOneBefore() {
    String last = new String(Character.toChars(Character.MAX_CODE_POINT));

    assertThat(max(TEXT, 5, text("a" + last + "z"))).isEqualTo(text("b"));
    assertThat(max(TEXT, 2, text("a\u007Fz"))).isEqualTo(text("b"));
  }

  @Test
  void bytesCarryIntoTheByteBefore() {
    byte[] value = {1, 2, (byte) 0xFF, (byte) 0xFF, 9};

    assertThat(min(BINARY, 4, value)).containsExactly(1, 2, 0xFF, 0xFF);
    assertThat(max(BINARY, 4, value)).containsExactly(1, 3);
  }

  @Test
  void aValueThatNothingShorterBoundsStaysWhole() {
    byte[] greatest = new byte[80];
    Arrays.fill(greatest, (byte) 0xFF);
    String last = new String(Character.toChars(Character.MAX_CODE_POINT)).repeat(20);

    assertThat(max(BINARY, 64, greatest)).isEqualTo(greatest);
    assertThat(max(TEXT, 64, text(last))).isEqualTo(text(last));
  }

  @Test
  void onlyBytesAndTextsAreCut() {
    byte[] value = new byte[100];
    Field decimal =
        new PrimitiveField("d", PhysicalType.BYTE_ARRAY, 0, LogicalType.decimal(9, 2), false);
    Field uuid = Field.of("u", LogicalType.uuid(), false);

    assertThat(min(decimal, 4, value)).isEqualTo(value);
    assertThat(max(uuid, 4, value)).isEqualTo(value);
    assertThatThrownBy(() -> BoundTruncation.of(TEXT, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void randomTextsAreBoundedAtLeastAsTightlyAsByParquetJava() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      check(random, TEXT, text(randomText(random)));
    }
  }

  @Test
  void randomBytesAreBoundedAtLeastAsTightlyAsByParquetJava() {
    Random random = new Random(13);
    for (int i = 0; i < 20_000; i++) {
      byte[] value = new byte[random.nextInt(20)];
      random.nextBytes(value);
      Arrays.fill(value, 0, random.nextInt(value.length + 1), (byte) 0xFF);
      check(random, BINARY, value);
      check(random, TEXT, value);
    }
  }

  private void check(Random random, Field field, byte[] value) {
    int limit = 1 + random.nextInt(12);
    BinaryTruncator oracle = BinaryTruncator.getTruncator(Oracle.type(field));
    byte[] theirMin = oracle.truncateMin(binary(value), limit).getBytes();
    byte[] theirMax = oracle.truncateMax(binary(value), limit).getBytes();
    byte[] min = min(field, limit, value);
    byte[] max = max(field, limit, value);

    assertThat(Arrays.compareUnsigned(min, value)).isNotPositive();
    assertThat(Arrays.compareUnsigned(max, value)).isNotNegative();
    // Bytes that happen to be text parquet-java cuts as text, and broken text as bytes.
    if (isText(value) == field.equals(TEXT)) {
      assertThat(min).isEqualTo(theirMin);
      if (!Arrays.equals(theirMax, value)) {
        assertThat(Arrays.compareUnsigned(max, theirMax)).isNotPositive();
      }
    }
    assertThat(min.length <= limit || Arrays.equals(min, value)).isTrue();
    assertThat(max.length <= limit || Arrays.equals(max, value)).isTrue();
    if (field.equals(TEXT) && isText(value)) {
      assertThat(isText(min)).isTrue();
      assertThat(isText(max)).isTrue();
    }
  }

  private byte[] min(Field field, int limit, byte[] value) {
    out.clear();
    int length = BoundTruncation.of(field, limit).appendMin(wide(value), 2, value.length, out);
    assertThat(length).isEqualTo((int) out.size());
    return Bytes.of(out);
  }

  private byte[] max(Field field, int limit, byte[] value) {
    out.clear();
    out.putByte((byte) 42);
    int length = BoundTruncation.of(field, limit).appendMax(wide(value), 2, value.length, out);
    assertThat(length).isEqualTo((int) out.size() - 1);
    assertThat(length == value.length).isEqualTo(Arrays.equals(tail(Bytes.of(out)), value));
    return tail(Bytes.of(out));
  }

  private static byte[] tail(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  /** Nothing around the value may be looked at for anything but a character's end. */
  private static java.lang.foreign.MemorySegment wide(byte[] value) {
    byte[] wide = new byte[value.length + 2];
    System.arraycopy(value, 0, wide, 2, value.length);
    return Bytes.segment(wide);
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(10);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          switch (random.nextInt(8)) {
            case 0 -> Character.MAX_CODE_POINT;
            case 1 -> 0x7F;
            case 2 -> 0x7FF;
            case 3 -> 0xFFFF;
            case 4 -> 0xD7FF;
            case 5 -> 0x10000 + random.nextInt(0x1000);
            case 6 -> 0x80 + random.nextInt(0x5000);
            default -> random.nextInt(0x80);
          });
    }
    return text.toString();
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Binary binary(byte[] bytes) {
    return Binary.fromConstantByteArray(bytes);
  }
}
