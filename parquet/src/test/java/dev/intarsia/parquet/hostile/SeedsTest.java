package dev.intarsia.parquet.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.parquet.read.PageHeaderFuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What fuzzing starts from is sound: it is read, and not refused because its prefix no longer fits.
 * With {@code -Dintarsia.seeds=true} it is written to the test resources again.
 */
class SeedsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/dev/intarsia/parquet");

  @TempDir private Path folder;

  @Test
  void filesAreRead() throws IOException {
    check("hostile/FileFuzzingInputs/file/nested", new Seeds(folder).files(), FileTarget::read);
  }

  @Test
  void pagesAreRead() throws IOException {
    check("hostile/ChunkFuzzingInputs/pages/sound", new Seeds(folder).pages(), ChunkTarget::pages);
  }

  @Test
  void headersAreRead() throws IOException {
    check(
        "read/PageHeaderFuzzingInputs/header/sound",
        new Seeds(folder).headers(),
        PageHeaderFuzzing::read);
  }

  @Test
  void levelsAreRead() throws IOException {
    check(
        "hostile/ChunkFuzzingInputs/levels/sound", new Seeds(folder).levels(), ChunkTarget::levels);
  }

  @Test
  void indexesAreRead() throws IOException {
    String inputs = "hostile/ChunkFuzzingInputs/";
    check(inputs + "columnIndex/sound", Seeds.columnIndexes(), ChunkTarget::columnIndex);
    check(inputs + "offsetIndex/sound", Seeds.offsetIndexes(), ChunkTarget::offsetIndex);
    check(inputs + "bloomFilter/sound", Seeds.bloomFilters(), ChunkTarget::bloomFilter);
  }

  private static void check(String name, List<byte[]> seeds, Predicate<byte[]> target)
      throws IOException {
    for (int i = 0; i < seeds.size(); i++) {
      assertThat(target.test(seeds.get(i))).as("%s-%d", name, i).isTrue();
      if (Boolean.getBoolean("intarsia.seeds")) {
        Path seed = RESOURCES.resolve(name + "-" + i);
        Files.createDirectories(seed.getParent());
        Files.write(seed, seeds.get(i));
      }
    }
  }
}
