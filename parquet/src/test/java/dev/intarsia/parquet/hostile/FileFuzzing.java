package dev.intarsia.parquet.hostile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Files under Jazzer. {@code ./fuzz} runs them; what it finds is kept in {@code
 * src/test/resources}, for {@link KeptInputsTest}.
 */
class FileFuzzing {
  private static final int MAGIC = 0x31524150;

  /** Room for pages, all zeros, in front of footers that are fuzzed alone. */
  private static final int PAGES = 100;

  @FuzzTest(maxDuration = "1m")
  void file(byte[] file) {
    FileTarget.read(file);
  }

  /** The fuzzer need not find out about magic numbers and lengths. */
  @FuzzTest(maxDuration = "1m")
  void footer(byte[] footer) {
    ByteBuffer file = ByteBuffer.allocate(4 + PAGES + footer.length + 8);
    file.order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC).position(4 + PAGES);
    file.put(footer).putInt(footer.length).putInt(MAGIC);
    FileTarget.read(file.array());
  }
}
