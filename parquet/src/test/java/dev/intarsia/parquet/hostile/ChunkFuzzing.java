package dev.intarsia.parquet.hostile;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Parts of files under Jazzer: pages, levels and indexes, in files that are sound otherwise. */
class ChunkFuzzing {
  @FuzzTest(maxDuration = "1m")
  void pages(byte[] input) {
    ChunkTarget.pages(input);
  }

  @FuzzTest(maxDuration = "1m")
  void levels(byte[] input) {
    ChunkTarget.levels(input);
  }

  @FuzzTest(maxDuration = "1m")
  void columnIndex(byte[] input) {
    ChunkTarget.columnIndex(input);
  }

  @FuzzTest(maxDuration = "1m")
  void offsetIndex(byte[] input) {
    ChunkTarget.offsetIndex(input);
  }

  @FuzzTest(maxDuration = "1m")
  void bloomFilter(byte[] input) {
    ChunkTarget.bloomFilter(input);
  }
}
