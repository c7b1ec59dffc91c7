package dev.intarsia.bench.experiment.zstd;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the C library has given out, as glibc's {@code mallinfo2} tells.
 *
 * <pre>
 *   struct mallinfo2, ten size_t:
 *   0      1        2       3      4       5        6         7         8         9
 *   arena  ordblks  smblks  hblks  hblkhd  usmblks  fsmblks   uordblks  fordblks  keepcost
 * </pre>
 */
@SuppressWarnings("restricted")
public final class NativeHeap {
  private static final int WORDS = 10;
  private static final int MAPPED = 4;
  private static final int IN_ARENAS = 7;
  private static final @Nullable MethodHandle MALLINFO2 = link();

  private NativeHeap() {}

  private static @Nullable MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    MemoryLayout[] words = new MemoryLayout[WORDS];
    Arrays.fill(words, JAVA_LONG);
    return linker
        .defaultLookup()
        .find("mallinfo2")
        .map(
            address ->
                linker.downcallHandle(
                    address, FunctionDescriptor.of(MemoryLayout.structLayout(words))))
        .orElse(null);
  }

  /** Whether this C library tells. */
  public static boolean isKnown() {
    return MALLINFO2 != null;
  }

  /** Bytes that are out, of all threads; 0 if unknown. */
  public static long used() {
    MethodHandle mallinfo = MALLINFO2;
    if (mallinfo == null) {
      return 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = (MemorySegment) mallinfo.invokeExact((SegmentAllocator) arena);
      return info.getAtIndex(JAVA_LONG, MAPPED) + info.getAtIndex(JAVA_LONG, IN_ARENAS);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
