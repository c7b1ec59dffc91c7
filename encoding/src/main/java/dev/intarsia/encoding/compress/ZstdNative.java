package dev.intarsia.encoding.compress;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of {@code zstd.h} that pages need, in {@link ZstdLibrary}.
 *
 * <p>Calls are ordinary ones: compressing a page takes too long to hold up a safepoint. Only where
 * a segment lies on the heap is there no other way, and the {@code critical} twin is taken.
 *
 * <p>Where there is no such library {@link #isAvailable} says so, and the caller goes through
 * zstd-jni's own classes.
 */
@SuppressWarnings("restricted")
final class ZstdNative {
  // ZSTD_cParameter; the last is experimental and named ZSTD_c_literalCompressionMode
  static final int COMPRESSION_LEVEL = 100;
  static final int WINDOW_LOG = 101;
  static final int HASH_LOG = 102;
  static final int MIN_MATCH = 105;
  static final int TARGET_LENGTH = 106;
  static final int STRATEGY = 107;
  static final int LITERAL_COMPRESSION = 1002;

  /** ZSTD_dParameter; experimental, and named ZSTD_d_stableOutBuffer. */
  private static final int STABLE_TARGET = 1001;

  /** ZSTD_ResetDirective: ZSTD_reset_session_only. */
  private static final int RESET_SESSION = 1;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup SYMBOLS = ZstdLibrary.open();
  private static final boolean AVAILABLE = SYMBOLS.find("ZSTD_compress2").isPresent();
  private static final boolean CAN_STOP =
      SYMBOLS.find("ZSTD_decompressStream_simpleArgs").isPresent();

  private ZstdNative() {}

  static boolean isAvailable() {
    return AVAILABLE;
  }

  /** Whether a frame can be decompressed in part. */
  static boolean canStop() {
    return AVAILABLE && CAN_STOP;
  }

  /** Where a function is; for tests. */
  static long address(String function) {
    return SYMBOLS.find(function).orElseThrow().address();
  }

  /** As below, for those who decompress in part. */
  private static final class PrefixFunctions {
    /** size_t ZSTD_DCtx_setParameter(ZSTD_DCtx*, ZSTD_dParameter, int). */
    static final MethodHandle SET_PARAMETER =
        Functions.link("ZSTD_DCtx_setParameter", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT);

    /** size_t ZSTD_DCtx_reset(ZSTD_DCtx*, ZSTD_ResetDirective). */
    static final MethodHandle RESET =
        Functions.link("ZSTD_DCtx_reset", JAVA_LONG, ADDRESS, JAVA_INT);

    /** size_t (ZSTD_DCtx*, void* dst, size_t, size_t* dstPos, const void* src, size_t, size_t*). */
    static final MethodHandle DECOMPRESS =
        Functions.link(
            "ZSTD_decompressStream_simpleArgs",
            JAVA_LONG,
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            ADDRESS);

    private PrefixFunctions() {}
  }

  /** Holds the handles, so that they are linked only where the symbols are there. */
  private static final class Functions {
    /** ZSTD_CCtx* ZSTD_createCCtx(void). */
    static final MethodHandle CREATE_CCTX = link("ZSTD_createCCtx", ADDRESS);

    /** size_t ZSTD_freeCCtx(ZSTD_CCtx*). */
    static final MethodHandle FREE_CCTX = link("ZSTD_freeCCtx", JAVA_LONG, ADDRESS);

    /** size_t ZSTD_CCtx_setParameter(ZSTD_CCtx*, ZSTD_cParameter, int). */
    static final MethodHandle SET_PARAMETER =
        link("ZSTD_CCtx_setParameter", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT);

    /** size_t ZSTD_compress2(ZSTD_CCtx*, void* dst, size_t, const void* src, size_t). */
    static final MethodHandle COMPRESS2 =
        link("ZSTD_compress2", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);

    static final MethodHandle COMPRESS2_HEAP =
        linkHeap("ZSTD_compress2", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);

    /** ZSTD_DCtx* ZSTD_createDCtx(void). */
    static final MethodHandle CREATE_DCTX = link("ZSTD_createDCtx", ADDRESS);

    /** size_t ZSTD_freeDCtx(ZSTD_DCtx*). */
    static final MethodHandle FREE_DCTX = link("ZSTD_freeDCtx", JAVA_LONG, ADDRESS);

    /** size_t ZSTD_decompressDCtx(ZSTD_DCtx*, void* dst, size_t, const void* src, size_t). */
    static final MethodHandle DECOMPRESS =
        link("ZSTD_decompressDCtx", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);

    static final MethodHandle DECOMPRESS_HEAP =
        linkHeap("ZSTD_decompressDCtx", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);

    /** size_t ZSTD_compressBound(size_t). */
    static final MethodHandle BOUND = link("ZSTD_compressBound", JAVA_LONG, JAVA_LONG);

    /** unsigned ZSTD_isError(size_t). */
    static final MethodHandle IS_ERROR = link("ZSTD_isError", JAVA_INT, JAVA_LONG);

    /** const char* ZSTD_getErrorName(size_t). */
    static final MethodHandle ERROR_NAME = link("ZSTD_getErrorName", ADDRESS, JAVA_LONG);

    private Functions() {}

    private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... parameters) {
      return LINKER.downcallHandle(
          SYMBOLS.find(name).orElseThrow(), FunctionDescriptor.of(result, parameters));
    }

    private static MethodHandle linkHeap(
        String name, MemoryLayout result, MemoryLayout... parameters) {
      return LINKER.downcallHandle(
          SYMBOLS.find(name).orElseThrow(),
          FunctionDescriptor.of(result, parameters),
          Linker.Option.critical(true));
    }
  }

  static MemorySegment createCompressor(int level) {
    try {
      MemorySegment context = (MemorySegment) Functions.CREATE_CCTX.invokeExact();
      requireContext(context);
      long result = set(context, COMPRESSION_LEVEL, level);
      if (isError(result)) {
        freeCompressor(context);
        throw new CodecException("ZSTD refuses level " + level + ": " + errorName(result));
      }
      return context;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Sets a parameter for the frames to come; {@link #isError} may hold for the result. */
  static long set(MemorySegment context, int parameter, int value) {
    try {
      return (long) Functions.SET_PARAMETER.invokeExact(context, parameter, value);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void freeCompressor(MemorySegment context) {
    try {
      long _ = (long) Functions.FREE_CCTX.invokeExact(context);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static MemorySegment createDecompressor() {
    try {
      MemorySegment context = (MemorySegment) Functions.CREATE_DCTX.invokeExact();
      requireContext(context);
      return context;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void freeDecompressor(MemorySegment context) {
    try {
      long _ = (long) Functions.FREE_DCTX.invokeExact(context);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /**
   * Lets a decompressor write where it is told to and keep no copy, if all calls for one frame name
   * the same target; {@link #isError} may hold for the result.
   */
  static long writeInPlace(MemorySegment context) {
    try {
      return (long) PrefixFunctions.SET_PARAMETER.invokeExact(context, STABLE_TARGET, 1);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Forgets the frame at hand; {@link #isError} may hold for the result. */
  static long reset(MemorySegment context) {
    try {
      return (long) PrefixFunctions.RESET.invokeExact(context, RESET_SESSION);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /**
   * Decompresses what is there of a frame.
   *
   * @param targetPosition where a long says how much was written, and will be
   * @param sourcePosition where a long says how much of the source was read, and will be
   * @return for which {@link #isError} may hold
   */
  static long decompressOn(
      MemorySegment context,
      MemorySegment target,
      MemorySegment targetPosition,
      MemorySegment source,
      MemorySegment sourcePosition) {
    try {
      return (long)
          PrefixFunctions.DECOMPRESS.invokeExact(
              context,
              target,
              target.byteSize(),
              targetPosition,
              source,
              source.byteSize(),
              sourcePosition);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static void requireContext(MemorySegment context) {
    if (context.address() == 0) {
      throw new CodecException("ZSTD has no memory for a context");
    }
  }

  /** Bytes written, or a code for which {@link #isError} holds. */
  static long compress(MemorySegment context, MemorySegment target, MemorySegment source) {
    try {
      return target.isNative() && source.isNative()
          ? (long)
              Functions.COMPRESS2.invokeExact(
                  context, target, target.byteSize(), source, source.byteSize())
          : (long)
              Functions.COMPRESS2_HEAP.invokeExact(
                  context, target, target.byteSize(), source, source.byteSize());
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Bytes written, or a code for which {@link #isError} holds. */
  static long decompress(MemorySegment context, MemorySegment target, MemorySegment source) {
    try {
      return target.isNative() && source.isNative()
          ? (long)
              Functions.DECOMPRESS.invokeExact(
                  context, target, target.byteSize(), source, source.byteSize())
          : (long)
              Functions.DECOMPRESS_HEAP.invokeExact(
                  context, target, target.byteSize(), source, source.byteSize());
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static long bound(long length) {
    try {
      return (long) Functions.BOUND.invokeExact(length);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static boolean isError(long result) {
    try {
      return (int) Functions.IS_ERROR.invokeExact(result) != 0;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static String errorName(long result) {
    try {
      MemorySegment name = (MemorySegment) Functions.ERROR_NAME.invokeExact(result);
      return name.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The handles declare Throwable and throw nothing checked. */
  private static RuntimeException rethrow(Throwable e) {
    if (e instanceof RuntimeException exception) {
      throw exception;
    }
    if (e instanceof Error error) {
      throw error;
    }
    throw new AssertionError(e);
  }
}
