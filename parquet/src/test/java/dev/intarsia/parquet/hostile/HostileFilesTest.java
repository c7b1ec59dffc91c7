package dev.intarsia.parquet.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with random changes: each is read as something, or refused. (Their pools say what is not
 * released.)
 */
class HostileFilesTest {
  private static final int MUTATIONS = Integer.getInteger("intarsia.mutations", 1500);

  @TempDir private Path folder;

  @Test
  void whateverAFileHoldsItIsReadOrRefused() throws IOException {
    Random random = new Random(Long.getLong("intarsia.seed", 1));
    List<byte[]> files = FileTarget.sound(folder);
    assertThat(files).allMatch(FileTarget::read);
    files.addAll(collected());
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] file = mutate(files.get(random.nextInt(files.size())), random);
      try {
        read += FileTarget.read(file) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        Path kept = Files.write(Files.createTempFile("hostile", ".parquet"), file);
        throw new AssertionError("mutation " + i + ", kept as " + kept, e);
      }
    }
    assertThat(read).as("neither all nor none").isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
  }

  /** Files of other writers, where they are at hand. */
  private static List<byte[]> collected() throws IOException {
    Path data = Path.of(System.getProperty("intarsia.parquet-testing", "missing"), "data");
    List<byte[]> files = new ArrayList<>();
    if (Files.isDirectory(data)) {
      try (Stream<Path> all = Files.list(data)) {
        for (Path file : all.filter(HostileFilesTest::isSmall).sorted().toList()) {
          files.add(Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static boolean isSmall(Path file) {
    return file.toString().endsWith(".parquet")
        && !file.endsWith("large_string_map.brotli.parquet")
        && file.toFile().length() < 60_000;
  }

  /** Changes a few bytes: of the footer, as often as of pages. */
  private static byte[] mutate(byte[] sound, Random random) {
    byte[] file = sound.clone();
    int end = file.length - 8;
    int footer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    int from = random.nextBoolean() && footer > 0 && footer < end ? end - footer : 4;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = from + random.nextInt(file.length - from);
      switch (random.nextInt(6)) {
        case 0 -> file[at] = (byte) random.nextInt();
        case 1, 2 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 3 -> file[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        case 4 -> Arrays.fill(file, at, Math.min(file.length, at + 4), (byte) 0xFF);
        default -> file[at]++;
      }
    }
    return file;
  }
}
