package dev.intarsia.bench.endtoend;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What every contender does.
 *
 * @param rows how many rows a file gets
 * @param seed what the rows depend on
 * @param codec what the pages are compressed with
 * @param warmUps files written before the clock counts
 * @param rounds files that count
 * @param directory where the files go
 */
record Workload(int rows, long seed, Codec codec, int warmUps, int rounds, Path directory) {

  Path file(ContenderKind kind) {
    return directory.resolve(kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".parquet");
  }
}
