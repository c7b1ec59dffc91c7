package dev.intarsia.bench.experiment.allocator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** A call of the C library for every buffer, and another one to free it. */
@SuppressWarnings("restricted")
final class Malloc implements Allocator {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor OF_MALLOC = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
  private static final FunctionDescriptor OF_FREE = FunctionDescriptor.ofVoid(JAVA_LONG);

  private static final MethodHandle MALLOC = link("malloc", OF_MALLOC);
  private static final MethodHandle FREE = link("free", OF_FREE);
  private static final MethodHandle CRITICAL_MALLOC =
      link("malloc", OF_MALLOC, Linker.Option.critical(false));
  private static final MethodHandle CRITICAL_FREE =
      link("free", OF_FREE, Linker.Option.critical(false));

  private final boolean critical;
  private long[] taken = new long[128];
  private int count;

  Malloc(boolean critical) {
    this.critical = critical;
  }

  private static MethodHandle link(
      String name, FunctionDescriptor function, Linker.Option... options) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(), function, options);
  }

  @Override
  public MemorySegment take(long bytes) {
    long address = malloc(bytes);
    if (address == 0) {
      throw new OutOfMemoryError("malloc has no " + bytes + " bytes");
    }
    if (count == taken.length) {
      taken = Arrays.copyOf(taken, 2 * count);
    }
    taken[count++] = address;
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  private long malloc(long bytes) {
    try {
      return critical
          ? (long) CRITICAL_MALLOC.invokeExact(bytes)
          : (long) MALLOC.invokeExact(bytes);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void giveBack() {
    try {
      for (int i = 0; i < count; i++) {
        if (critical) {
          CRITICAL_FREE.invokeExact(taken[i]);
        } else {
          FREE.invokeExact(taken[i]);
        }
      }
      count = 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {}
}
