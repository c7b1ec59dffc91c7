package dev.intarsia.encoding.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.intarsia.encoding.Buffers;
import dev.intarsia.memory.LeakReport;
import dev.intarsia.memory.LeakScope;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import io.airlift.compress.v3.lz4.Lz4HadoopStreams;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codecs against other implementations of their formats. */
@DetectLeaks
class CodecTest {
  private static List<byte[]> pages() {
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    return List.of(
        new byte[0],
        new byte[] {42},
        "short".getBytes(UTF_8),
        new byte[1 << 20],
        random,
        "a page that repeats itself. ".repeat(5000).getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void anotherImplementationReadsEveryPage(CodecKind kind) throws IOException {
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(kind)) {
      assertThat(codec.kind()).isEqualTo(kind);
      for (byte[] page : pages()) {
        byte[] compressed = Buffers.written(compress(codec, buffers, page));
        assertThat(foreign(kind, compressed, page.length)).isEqualTo(page);
        assertThat(kind.mostPlain(compressed.length)).isGreaterThanOrEqualTo(page.length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Search.class)
  void anotherImplementationReadsEveryPageHoweverItWasSearched(Search search) throws IOException {
    try (Buffers buffers = new Buffers()) {
      for (CodecKind kind : CodecKind.values()) {
        try (Codec codec = Codec.create(kind)) {
          for (byte[] page : pages()) {
            byte[] compressed = Buffers.written(compress(codec, search, buffers, page));
            assertThat(foreign(kind, compressed, page.length)).isEqualTo(page);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 12, 19})
  void aLevelIsTheSameAfterShortcutsAndTheyAreTheSameAtEveryLevel(int level) {
    byte[] page = "a page that repeats itself, ".repeat(2000).getBytes(UTF_8);
    new Random(3).ints(5000, 0, page.length).forEach(i -> page[i] = (byte) i);
    try (Buffers buffers = new Buffers();
        Codec fresh = Codec.create(CodecKind.ZSTD, level);
        Codec worn = Codec.create(CodecKind.ZSTD, level);
        Codec third = Codec.create(CodecKind.ZSTD, 3)) {
      byte[] expected = Buffers.written(compress(fresh, buffers, page));
      for (Search search : Search.values()) {
        byte[] shortcut = Buffers.written(compress(worn, search, buffers, page));
        if (search != Search.LEVEL) {
          assertThat(shortcut)
              .isNotEqualTo(expected)
              .isEqualTo(Buffers.written(compress(third, search, buffers, page)));
        }
        assertThat(Buffers.written(compress(worn, buffers, page))).isEqualTo(expected);
      }
    }
  }

  @Test
  void aParameterThatIsRefusedLeavesALevelThatIsTheSame() {
    byte[] page = "a page that repeats itself, ".repeat(2000).getBytes(UTF_8);
    new Random(3).ints(5000, 0, page.length).forEach(i -> page[i] = (byte) i);
    try (Buffers buffers = new Buffers();
        Codec fresh = Codec.create(CodecKind.ZSTD, 3);
        ZstdCodec worn = (ZstdCodec) Codec.create(CodecKind.ZSTD, 3)) {
      byte[] expected = Buffers.written(compress(fresh, buffers, page));
      int noSuchStrategy = 99;
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> worn.search(18, 12, 7, 1, noSuchStrategy, 1))
          .withMessageContaining("99");
      assertThat(Buffers.written(compress(worn, Search.LEVEL, buffers, page))).isEqualTo(expected);
    }
  }

  @Test
  void onlyZstdAboveItsLowestLevelsHasShortcuts() {
    for (CodecKind kind : CodecKind.values()) {
      try (Codec codec = Codec.create(kind)) {
        assertThat(codec.hasShortcuts()).isEqualTo(kind == CodecKind.ZSTD);
      }
    }
    byte[] page = "a page that repeats itself. ".repeat(500).getBytes(UTF_8);
    try (Buffers buffers = new Buffers();
        Codec lowest = Codec.create(CodecKind.ZSTD, 1)) {
      assertThat(lowest.hasShortcuts()).isFalse();
      assertThat(Buffers.written(compress(lowest, Search.SPARSE, buffers, page)))
          .isEqualTo(Buffers.written(compress(lowest, buffers, page)));
    }
  }

  private static byte[] foreign(CodecKind kind, byte[] compressed, int length) throws IOException {
    byte[] page = new byte[length];
    int all = compressed.length;
    int read =
        switch (kind) {
          case UNCOMPRESSED -> {
            System.arraycopy(compressed, 0, page, 0, length);
            yield all;
          }
          case SNAPPY ->
              new SnappyJavaDecompressor().decompress(compressed, 0, all, page, 0, length);
          case LZ4_RAW -> new Lz4JavaDecompressor().decompress(compressed, 0, all, page, 0, length);
          case LZ4 -> {
            try (var in =
                new Lz4HadoopStreams().createInputStream(new ByteArrayInputStream(compressed))) {
              yield in.readNBytes(page, 0, length) + in.readAllBytes().length;
            }
          }
          case BROTLI -> {
            try (var in = new BrotliInputStream(new ByteArrayInputStream(compressed))) {
              yield in.readNBytes(page, 0, length) + in.readAllBytes().length;
            }
          }
          case ZSTD -> (int) Zstd.decompress(page, compressed);
          case GZIP -> {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
              yield in.readNBytes(page, 0, length) + in.readAllBytes().length;
            }
          }
        };
    assertThat(read).isEqualTo(length);
    return page;
  }

  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void everyPageIsReadBackOffHeapAndOnHeap(CodecKind kind) {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        MemoryPool heap = MemoryPool.onHeap("heap", MemoryLimit.unlimited());
        Codec codec = Codec.create(kind)) {
      for (byte[] page : pages()) {
        checkRoundTrip(codec, page, pool, pool);
        checkRoundTrip(codec, page, heap, heap);
        checkRoundTrip(codec, page, pool, heap);
      }
    }
  }

  @Test
  void zstdWorksWithoutTheSymbolsToo() {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        MemoryPool heap = MemoryPool.onHeap("heap", MemoryLimit.unlimited());
        Codec codec = new ZstdJniCodec(3)) {
      assertThat(ZstdNative.isAvailable()).isTrue();
      for (byte[] page : pages()) {
        checkRoundTrip(codec, page, pool, pool);
        checkRoundTrip(codec, page, heap, heap);
      }
    }
  }

  private static void checkRoundTrip(Codec codec, byte[] page, MemoryPool in, MemoryPool out) {
    try (GrowableSegment source = GrowableSegment.allocate(in, "source", 0);
        GrowableSegment packed = GrowableSegment.allocate(out, "packed", 0);
        GrowableSegment back = GrowableSegment.allocate(in, "back", 0)) {
      source.putZeros(3);
      source.putBytes(page, 0, page.length);
      packed.putZeros(5);
      back.putZeros(7);
      long bound = codec.bound(page.length);
      packed.reserve(bound);
      back.reserve(page.length);
      long length = codec.compress(source.segment(), 3, page.length, packed.segment(), 5, bound);
      packed.commit(length);
      long read = codec.decompress(packed.segment(), 5, length, back.segment(), 7, page.length);
      back.commit(read);
      byte[] expected = new byte[7 + page.length];
      System.arraycopy(page, 0, expected, 7, page.length);
      assertThat(Buffers.written(back)).isEqualTo(expected);
      assertThat(Buffers.written(packed)).startsWith(0, 0, 0, 0, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void aTargetThatIsTooSmallIsAnErrorAndTheCodecStaysUsable(CodecKind kind) {
    byte[] page = new byte[50_000];
    new Random(2).nextBytes(page);
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(kind)) {
      GrowableSegment target = buffers.out();
      target.reserve(page.length * 2L);
      MemorySegment source = buffers.bytes(page);
      for (long capacity : new long[] {0, 1, 17, 30_000}) {
        assertThatExceptionOfType(CodecException.class)
            .isThrownBy(() -> codec.compress(source, 0, page.length, target.segment(), 0, capacity))
            .withMessageContaining(kind.name())
            .withMessageContaining("50000");
      }
      GrowableSegment packed = compress(codec, buffers, page);
      for (long capacity : new long[] {0, 1, 49_999}) {
        assertThatExceptionOfType(CodecException.class)
            .isThrownBy(
                () ->
                    codec.decompress(
                        packed.segment(), 0, packed.size(), target.segment(), 0, capacity));
      }
      assertThat(decompress(codec, buffers, packed, page.length)).isEqualTo(page);
    }
  }

  @ParameterizedTest
  @EnumSource(value = CodecKind.class, names = "UNCOMPRESSED", mode = EnumSource.Mode.EXCLUDE)
  void corruptBytesAreAnErrorAndTheCodecStaysUsable(CodecKind kind) {
    byte[] page = "a page that repeats itself. ".repeat(100).getBytes(UTF_8);
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(kind)) {
      GrowableSegment packed = compress(codec, buffers, page);
      byte[] bytes = Buffers.written(packed);
      GrowableSegment target = buffers.out();
      target.reserve(page.length);
      Stream.of(Arrays.copyOf(bytes, bytes.length / 2), Arrays.copyOf(bytes, 3), noise())
          .forEach(
              corrupt ->
                  assertThatExceptionOfType(CodecException.class)
                      .isThrownBy(
                          () ->
                              codec.decompress(
                                  buffers.bytes(corrupt),
                                  0,
                                  corrupt.length,
                                  target.segment(),
                                  0,
                                  page.length)));
      assertThat(decompress(codec, buffers, packed, page.length)).isEqualTo(page);
    }
  }

  private static byte[] noise() {
    byte[] noise = new byte[200];
    Arrays.fill(noise, (byte) 0xEE);
    return noise;
  }

  @Test
  void gzipMembersOfOthersAreReadInARow() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    for (String text : List.of("first ", "second")) {
      try (GZIPOutputStream member = new GZIPOutputStream(two)) {
        member.write(text.getBytes(UTF_8));
      }
    }
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(CodecKind.GZIP)) {
      GrowableSegment packed = buffers.out();
      packed.putBytes(two.toByteArray(), 0, two.size());
      assertThat(decompress(codec, buffers, packed, 12)).isEqualTo("first second".getBytes(UTF_8));
    }
  }

  @Test
  void aGzipMemberWithoutContentMayFollow() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    for (String text : List.of("content", "", "")) {
      try (GZIPOutputStream member = new GZIPOutputStream(two)) {
        member.write(text.getBytes(UTF_8));
      }
    }
    assertThat(decompress(CodecKind.GZIP, two.toByteArray(), 7))
        .isEqualTo("content".getBytes(UTF_8));
  }

  @Test
  void hadoopsLz4IsReadInBlocksOfChunks() throws IOException {
    byte[] text = "a page that repeats itself. ".repeat(100).getBytes(UTF_8);
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(blocks)) {
      out.writeInt(1000);
      for (int[] chunk : new int[][] {{0, 400}, {400, 600}}) {
        byte[] block = lz4(Arrays.copyOfRange(text, chunk[0], chunk[0] + chunk[1]));
        out.writeInt(block.length);
        out.write(block);
      }
      out.writeInt(text.length - 1000);
      byte[] block = lz4(Arrays.copyOfRange(text, 1000, text.length));
      out.writeInt(block.length);
      out.write(block);
    }
    assertThat(decompress(CodecKind.LZ4, blocks.toByteArray(), text.length)).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void anEmptyPageNeedsNoTarget(CodecKind kind) {
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(kind)) {
      GrowableSegment packed = compress(codec, buffers, new byte[0]);
      MemorySegment none = MemorySegment.NULL;
      assertThat(codec.decompress(packed.segment(), 0, packed.size(), none, 0, 0)).isZero();
    }
  }

  @Test
  void aPlainBlockIsReadWhereHadoopsFramingIsMissing() {
    for (byte[] page : pages()) {
      assertThat(decompress(CodecKind.LZ4, lz4(page), page.length)).isEqualTo(page);
    }
  }

  private static byte[] lz4(byte[] page) {
    Lz4JavaCompressor compressor = new Lz4JavaCompressor();
    byte[] block = new byte[compressor.maxCompressedLength(page.length)];
    int length = compressor.compress(page, 0, page.length, block, 0, block.length);
    return Arrays.copyOf(block, length);
  }

  private static byte[] decompress(CodecKind kind, byte[] compressed, int length) {
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(kind)) {
      GrowableSegment packed = buffers.out();
      packed.putBytes(compressed, 0, compressed.length);
      return decompress(codec, buffers, packed, length);
    }
  }

  @Test
  void higherLevelsMakeSmallerPages() {
    byte[] page = new byte[200_000];
    Random random = new Random(4);
    for (int i = 0; i < page.length; i++) {
      page[i] = (byte) (random.nextGaussian() * 5 + i * 1e-3);
    }
    for (CodecKind kind : List.of(CodecKind.ZSTD, CodecKind.GZIP, CodecKind.BROTLI)) {
      try (Buffers buffers = new Buffers();
          Codec fast = Codec.create(kind, 1);
          Codec small = Codec.create(kind, 9)) {
        assertThat(compress(small, buffers, page).size())
            .isLessThan(compress(fast, buffers, page).size());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-23, 23, 100})
  void levelsThatDoNotExistAreRefused(int level) {
    for (CodecKind kind : CodecKind.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Codec.create(kind, level))
          .withMessageContaining(kind.name());
    }
  }

  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void closingTwiceAndUseAfterClosingAreErrors(CodecKind kind) {
    Codec codec = Codec.create(kind);
    codec.close();
    assertThatIllegalStateException().isThrownBy(codec::close);
    MemorySegment none = MemorySegment.NULL;
    assertThatIllegalStateException().isThrownBy(() -> codec.compress(none, 0, 0, none, 0, 0));
    assertThatIllegalStateException().isThrownBy(() -> codec.decompress(none, 0, 0, none, 0, 0));
  }

  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void aCodecThatIsNotClosedIsReported(CodecKind kind) {
    LeakScope scope = LeakScope.open("scope", null);
    LeakScope before = scope.enter();
    Codec codec = Codec.create(kind);
    Codec closed = Codec.create(kind);
    closed.close();
    List<LeakReport> leaks = scope.end();
    LeakScope.restore(before);
    codec.close();
    assertThat(leaks).hasSize(1);
    assertThat(leaks.getFirst().owner()).isEqualTo(kind + " codec");
  }

  @ParameterizedTest
  @EnumSource(CodecKind.class)
  void rangesOutsideTheirSegmentsAreRefused(CodecKind kind) {
    try (Buffers buffers = new Buffers();
        Codec codec = Codec.create(kind)) {
      MemorySegment eight = buffers.bytes(new byte[8]);
      assertThatThrownBy(() -> codec.compress(eight, 1, 8, eight, 0, 8))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> codec.decompress(eight, 0, 8, eight, -1, 8))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static GrowableSegment compress(Codec codec, Buffers buffers, byte[] page) {
    return compress(codec, Search.LEVEL, buffers, page);
  }

  private static GrowableSegment compress(
      Codec codec, Search search, Buffers buffers, byte[] page) {
    GrowableSegment packed = buffers.out();
    long bound = codec.bound(page.length);
    packed.reserve(bound);
    packed.commit(
        codec.compress(search, buffers.bytes(page), 0, page.length, packed.segment(), 0, bound));
    return packed;
  }

  private static byte[] decompress(
      Codec codec, Buffers buffers, GrowableSegment packed, int length) {
    GrowableSegment page = buffers.out();
    page.reserve(length);
    page.commit(codec.decompress(packed.segment(), 0, packed.size(), page.segment(), 0, length));
    return Buffers.written(page);
  }
}
