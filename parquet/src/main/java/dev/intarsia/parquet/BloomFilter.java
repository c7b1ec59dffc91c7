package dev.intarsia.parquet;

import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.format.XxHash64;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A set that may err: what it does not have is surely not among a column chunk's values, nulls
 * aside; what it has may be. A split block bloom filter over XXH64, as the format has it:
 *
 * <pre>
 *   block 0                                  block 1 …
 *   │ word 0 │ word 1 │ … │ word 7 │         8 words of 4 bytes, little-endian: a value sets one bit
 *                                            in each word of one block
 * </pre>
 *
 * <p>Its bits lie off-heap, in the mapped file or in memory of the reader's pool; it is to be
 * closed before its reader, by the thread that asked for it.
 *
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/BloomFilter.md">BloomFilter.md</a>
 */
public final class BloomFilter implements AutoCloseable {
  /** Bytes of a block. */
  public static final int BLOCK_BYTES = 32;

  /** What each word takes its bit by. */
  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final MemorySegment blocks;
  private final long count;
  private final @Nullable BatchArena owner;

  private BloomFilter(MemorySegment blocks, @Nullable BatchArena owner) {
    this.blocks = blocks;
    this.count = blocks.byteSize() / BLOCK_BYTES;
    this.owner = owner;
  }

  /**
   * A filter over its bits.
   *
   * @param blocks some blocks of {@value #BLOCK_BYTES} bytes
   * @param owner of the bits, to be closed with the filter; null if they stay the caller's
   * @return the filter
   * @throws IllegalArgumentException if these are not whole blocks, at least one
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static BloomFilter of(MemorySegment blocks, @Nullable BatchArena owner) {
    long bytes = blocks.byteSize();
    if (bytes == 0 || bytes % BLOCK_BYTES != 0) {
      throw new IllegalArgumentException(bytes + " bytes are not whole blocks");
    }
    return new BloomFilter(blocks, owner);
  }

  /**
   * Whether a value may be there.
   *
   * @param value holds it, in PLAIN form without a length
   * @param offset where it starts
   * @param length its bytes
   * @return false if it is surely not
   */
  public boolean mightContain(MemorySegment value, long offset, long length) {
    return mightContainHash(XxHash64.of(value, offset, length));
  }

  /**
   * Whether a value of four bytes may be there.
   *
   * @param value of an INT32, or the bits of a FLOAT: each zero and each NaN is one of its own
   * @return false if it is surely not
   */
  public boolean mightContain(int value) {
    return mightContainHash(XxHash64.of(value));
  }

  /**
   * Whether a value of eight bytes may be there.
   *
   * @param value of an INT64, or the bits of a DOUBLE: each zero and each NaN is one of its own
   * @return false if it is surely not
   */
  public boolean mightContain(long value) {
    return mightContainHash(XxHash64.of(value));
  }

  private boolean mightContainHash(long hash) {
    long block = ((hash >>> Integer.SIZE) * count) >>> Integer.SIZE;
    long at = block * BLOCK_BYTES;
    int key = (int) hash;
    for (int salt : SALT) {
      int bit = 1 << ((key * salt) >>> 27);
      if ((blocks.get(Layouts.INT_LE, at) & bit) == 0) {
        return false;
      }
      at += Integer.BYTES;
    }
    return true;
  }

  /**
   * What it takes.
   *
   * @return bytes of its bits
   */
  public long byteSize() {
    return blocks.byteSize();
  }

  @Override
  public void close() {
    if (owner != null) {
      owner.close();
    }
  }
}
