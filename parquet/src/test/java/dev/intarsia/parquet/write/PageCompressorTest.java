package dev.intarsia.parquet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.encoding.compress.Codec;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.encoding.compress.Search;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.format.Checksum;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which search is settled on for pages of known build, and what that costs in bytes. */
@DetectLeaks
class PageCompressorTest {
  private static final int PREFIX = 7;

  private final Random random = new Random(7);
  private MemoryPool pool;
  private GrowableSegment body;
  private GrowableSegment packed;
  private Codec codec;
  private PageCompressor compressor;

  @BeforeEach
  void open() {
    pool = MemoryPool.create("test", MemoryLimit.mebibytes(64));
    body = GrowableSegment.allocate(pool, "body", 0);
    packed = GrowableSegment.allocate(pool, "packed", 0);
    codec = Codec.create(CodecKind.ZSTD);
    compressor = new PageCompressor(packed);
  }

  @AfterEach
  void close() {
    codec.close();
    packed.close();
    body.close();
    pool.close();
  }

  /** What pages are made of; each makes 20,000 values or so. */
  enum Values {
    HEX {
      @Override
      byte[] next(Random random) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id).getBytes(UTF_8);
      }
    },
    SENTENCES {
      @Override
      byte[] next(Random random) {
        StringBuilder text = new StringBuilder();
        for (int words = 5 + random.nextInt(10); words > 0; words--) {
          text.append(word(random)).append(' ');
        }
        return text.toString().getBytes(UTF_8);
      }

      // One of a vocabulary, the frequent ones often.
      private static String word(Random random) {
        int rank = (int) Math.exp(random.nextDouble() * Math.log(5000));
        return Integer.toString(rank * 48271 & 0xFFFFFF, Character.MAX_RADIX);
      }
    },
    FROM_AFAR {
      @Override
      byte[] next(Random random) {
        Random chosen = new Random(random.nextInt(20_000));
        byte[] id = new byte[18];
        chosen.nextBytes(id);
        return HexFormat.of().formatHex(id).getBytes(UTF_8);
      }
    },
    NUMBERS {
      @Override
      byte[] next(Random random) {
        return number((long) Math.exp(random.nextDouble() * 15));
      }
    },
    NOISE {
      @Override
      byte[] next(Random random) {
        return number(random.nextLong());
      }
    };

    /** One value's bytes. */
    abstract byte[] next(Random random);

    private static byte[] number(long value) {
      byte[] bytes = new byte[8];
      for (int i = 0; i < 8; i++) {
        bytes[i] = (byte) (value >>> (8 * i));
      }
      return bytes;
    }
  }

  private byte[] page(Values values, int count) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] value = values.next(random);
      if (value.length != 8) {
        page.writeBytes(new byte[] {(byte) value.length, (byte) (value.length >> 8), 0, 0});
      }
      page.writeBytes(value);
    }
    return page.toByteArray();
  }

  private long compress(SearchChoice choice, byte[] page) {
    fill(page);
    long bytes = compressor.compress(codec, choice, body, PREFIX);
    packed.commit(PREFIX + bytes);
    return bytes;
  }

  private void fill(byte[] page) {
    body.clear();
    body.putZeros(PREFIX);
    body.putBytes(page, 0, page.length);
  }

  private long atLevel(byte[] page) {
    body.clear();
    body.putBytes(page, 0, page.length);
    packed.clear();
    packed.reserve(codec.bound(page.length));
    return codec.compress(body.segment(), 0, page.length, packed.segment(), 0, packed.capacity());
  }

  @ParameterizedTest
  @EnumSource(Values.class)
  void pagesAreHardlyLargerThanTheLevelMakesThem(Values values) {
    SearchChoice choice = new SearchChoice(true);
    long all = 0;
    long level = 0;
    for (int i = 0; i < 12; i++) {
      byte[] page = page(values, 15_000);
      all += compress(choice, page);
      level += atLevel(page);
    }
    assertThat(all).isLessThan(level + level / 50);
  }

  @Test
  void everyPageIsReadBack() {
    SearchChoice choice = new SearchChoice(true);
    try (GrowableSegment back = GrowableSegment.allocate(pool, "back", 0)) {
      for (Values values : Values.values()) {
        for (int count : new int[] {0, 1, 400, 10_000}) {
          byte[] page = page(values, count);
          long bytes = compress(choice, page);
          back.clear();
          back.reserve(page.length);
          back.commit(
              codec.decompress(packed.segment(), PREFIX, bytes, back.segment(), 0, page.length));
          assertThat(back.size()).isEqualTo(page.length);
          assertThat(back.segment().asSlice(0, page.length).mismatch(body(page))).isEqualTo(-1);
        }
      }
    }
  }

  private MemorySegment body(byte[] page) {
    return body.segment().asSlice(PREFIX, page.length);
  }

  @Test
  void randomHexTakesAShortcutThatMakesItSmaller() {
    SearchChoice choice = new SearchChoice(true);
    byte[] page = page(Values.HEX, 20_000);
    long bytes = compress(choice, page);
    assertThat(choice.search()).isNotEqualTo(Search.LEVEL);
    assertThat(bytes).isLessThan(atLevel(page) * 95 / 100);
  }

  /** As where two encodings of a page are compared, and one of them is then written. */
  @Test
  void aPageThatWasTriedBeforeItIsWrittenIsNotTheOneThatProvesAShortcut() {
    SearchChoice choice = new SearchChoice(true);
    byte[] page = page(Values.HEX, 20_000);
    fill(page);
    long tried = compressor.tried(codec, choice, body, PREFIX);
    assertThat(compress(choice, page)).isEqualTo(tried);
    assertThat(choice.isProofDue(page.length)).isTrue();
    compress(choice, page(Values.HEX, 20_000));
    assertThat(choice.isProofDue(page.length)).isFalse();
  }

  @Test
  void textIsSearchedAsTheLevelDoes() {
    SearchChoice choice = new SearchChoice(true);
    byte[] page = page(Values.SENTENCES, 10_000);
    assertThat(compress(choice, page)).isEqualTo(atLevel(page));
    assertThat(choice.search()).isEqualTo(Search.LEVEL);
  }

  @Test
  void whatComesAgainFromAfarIsMissedOnceOnly() {
    SearchChoice choice = new SearchChoice(true);
    byte[] page = page(Values.FROM_AFAR, 20_000);
    assertThat(compress(choice, page)).isGreaterThan(atLevel(page));
    assertThat(compress(choice, page)).isEqualTo(atLevel(page));
    assertThat(choice.search()).isEqualTo(Search.LEVEL);
    SearchChoice ofDictionary = new SearchChoice(false);
    compress(ofDictionary, page);
    compress(ofDictionary, page);
    assertThat(ofDictionary.search()).isNotEqualTo(Search.LEVEL);
  }

  static Stream<List<Values>> changes() {
    return Stream.of(
        List.of(Values.NOISE, Values.SENTENCES),
        List.of(Values.SENTENCES, Values.HEX),
        List.of(Values.NOISE, Values.NUMBERS));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aColumnThatChangesIsTriedAgain(List<Values> change) {
    SearchChoice fresh = new SearchChoice(true);
    byte[] later = page(change.get(1), 5000);
    compress(fresh, later);
    compress(fresh, later);
    SearchChoice choice = new SearchChoice(true);
    compress(choice, page(change.get(0), 5000));
    assertThat(choice.search()).isNotEqualTo(fresh.search());
    for (int i = 0; i < 8; i++) {
      compress(choice, later);
    }
    assertThat(choice.search()).isEqualTo(fresh.search());
  }

  @Test
  void aColumnIsTriedAgainFromTimeToTime() {
    SearchChoice choice = new SearchChoice(true);
    byte[] page = page(Values.HEX, 500);
    List<Integer> trials = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (choice.isTrialDue(page.length)) {
        trials.add(i);
      }
      compress(choice, page);
    }
    assertThat(trials).containsExactly(0, 65, 130, 195);
  }

  @Test
  void tinyPagesAreCompressedAsTheLevelDoes() {
    SearchChoice choice = new SearchChoice(true);
    byte[] page = page(Values.HEX, 200);
    assertThat(page.length).isLessThan(4096);
    assertThat(compress(choice, page)).isEqualTo(atLevel(page));
    assertThat(choice.isTrialDue(5000)).isTrue();
  }

  @Test
  void theSamePagesMakeTheSameBytes() {
    List<byte[]> pages = new ArrayList<>();
    for (Values values : Values.values()) {
      for (int i = 0; i < 7; i++) {
        pages.add(page(values, 2000));
      }
    }
    assertThat(checksums(pages)).isEqualTo(checksums(pages));
  }

  private List<Long> checksums(List<byte[]> pages) {
    SearchChoice choice = new SearchChoice(true);
    Checksum checksum = new Checksum();
    List<Long> all = new ArrayList<>();
    for (byte[] page : pages) {
      int length = Math.toIntExact(PREFIX + compress(choice, page));
      all.add(checksum.of(packed.segment(), 0, length));
    }
    return all;
  }
}
