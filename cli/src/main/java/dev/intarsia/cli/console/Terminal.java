package dev.intarsia.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * The streams of one run.
 *
 * @param in what is piped in
 * @param out results
 * @param err progress and complaints
 * @param watched whether a person watches {@code err}
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean watched) {
  private static final int STDERR = 2;

  /**
   * The streams of this process.
   *
   * @return standard input, output and error
   */
  public static Terminal ofProcess() {
    return new Terminal(System.in, System.out, System.err, isTerminal(STDERR));
  }

  /**
   * Where long results go.
   *
   * @return gathers what is appended, and is to be closed when all is
   */
  @SuppressWarnings("ReferenceEquality") // the process has one standard output
  public TextOutput results() {
    out.flush();
    return new TextOutput(out == System.out ? new FileOutputStream(FileDescriptor.out) : out);
  }

  /**
   * Whether {@code glyphs} can be shown.
   *
   * @param glyphs characters
   * @return whether the charset of {@code err} has them
   */
  public boolean canShow(String glyphs) {
    return err.charset().newEncoder().canEncode(glyphs);
  }

  // System.console() answers for standard input and output together; the bar goes to standard
  // error.
  @SuppressWarnings("restricted")
  private static boolean isTerminal(int descriptor) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> isatty = linker.defaultLookup().find("isatty");
    if (isatty.isEmpty() || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // int isatty(int fd)
      return (int)
              linker
                  .downcallHandle(
                      isatty.get(),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                  .invokeExact(descriptor)
          == 1;
    } catch (Throwable unavailable) {
      return false;
    }
  }
}
