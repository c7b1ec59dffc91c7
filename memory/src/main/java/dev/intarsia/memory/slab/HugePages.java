package dev.intarsia.memory.slab;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Memory that Linux is asked to hold in pages of 2 MiB. Fresh memory costs by the page, not by the
 * byte: what a writer takes for its first file comes in a dozen of these or in 7,000 of 4 KiB, each
 * of them a fault, and goes back as many at a time.
 *
 * <p>It has to be asked for before the memory is touched, while an arena fills what it allocates
 * with zeros; so this maps memory by itself. Where that cannot be, or the kernel grants no such
 * pages, nothing but time is lost.
 */
@SuppressWarnings("restricted")
final class HugePages {
  /** Of a page, and the alignment of what {@link #map} returns. */
  static final long SIZE = 2L << 20;

  // linux/mman.h
  private static final int PROT_READ_WRITE = 1 | 2;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x02 | 0x20;
  private static final int MADV_HUGEPAGE = 14;
  private static final long MAP_FAILED = -1;

  private static final @Nullable Functions FUNCTIONS = functions();

  private HugePages() {}

  /** Three functions of the C library, as {@code sys/mman.h} declares them. */
  private record Functions(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {
    static Functions link() {
      return new Functions(
          link("mmap", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
          link("munmap", JAVA_INT, ADDRESS, JAVA_LONG),
          link("madvise", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... parameters) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().find(name).orElseThrow(),
          FunctionDescriptor.of(result, parameters));
    }
  }

  private static @Nullable Functions functions() {
    String arch = System.getProperty("os.arch", "");
    boolean known = arch.equals("amd64") || arch.equals("aarch64"); // the constants are theirs
    if (!known || !System.getProperty("os.name", "").equals("Linux")) {
      return null;
    }
    try {
      return Functions.link();
    } catch (IllegalCallerException nativeAccessIsDenied) {
      return null;
    }
  }

  /** Whether {@link #map} may succeed on this system. */
  static boolean isAvailable() {
    return FUNCTIONS != null;
  }

  /**
   * Maps memory for the life of an arena.
   *
   * @param bytes a multiple of {@link #SIZE}
   * @param arena at its end the memory is unmapped
   * @return zeros that take no memory until they are touched; null if they cannot be had like this
   */
  static @Nullable MemorySegment map(long bytes, Arena arena) {
    Functions functions = FUNCTIONS;
    if (functions == null) {
      return null;
    }
    MemorySegment start = map(functions, bytes + SIZE);
    if (start.address() == MAP_FAILED) {
      return null;
    }
    long aligned = (start.address() + SIZE - 1) & -SIZE;
    long before = aligned - start.address();
    unmap(functions, start.address(), before);
    unmap(functions, aligned + bytes, SIZE - before);
    MemorySegment segment = MemorySegment.ofAddress(aligned);
    advise(functions, segment, bytes);
    return segment.reinterpret(bytes, arena, mapped -> unmap(functions, mapped.address(), bytes));
  }

  private static MemorySegment map(Functions functions, long bytes) {
    try {
      return (MemorySegment)
          functions.mmap.invokeExact(
              MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void advise(Functions functions, MemorySegment segment, long bytes) {
    try {
      int _ = (int) functions.madvise.invokeExact(segment, bytes, MADV_HUGEPAGE);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void unmap(Functions functions, long address, long bytes) {
    if (bytes == 0) {
      return;
    }
    try {
      int _ = (int) functions.munmap.invokeExact(MemorySegment.ofAddress(address), bytes);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
