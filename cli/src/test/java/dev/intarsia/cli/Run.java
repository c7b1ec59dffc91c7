package dev.intarsia.cli;

import dev.intarsia.cli.console.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** One run of the command inside the test's process. */
public record Run(int code, String out, String err) {
  /** Runs the command with nothing on standard input. */
  public static Run of(Object... args) {
    return withInput(new byte[0], args);
  }

  /** Runs the command with bytes on standard input. */
  public static Run withInput(byte[] input, Object... args) {
    return of(new ByteArrayInputStream(input), false, args);
  }

  /** Runs the command as if a person watched. */
  public static Run watched(Object... args) {
    return of(InputStream.nullInputStream(), true, args);
  }

  private static Run of(InputStream in, boolean watched, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(in, stream(out), stream(err), watched);
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Intarsia.run(terminal, words);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** Ingests files that are expected to be fine. */
  public static Path ingest(Path output, Object... args) {
    Object[] all = Arrays.copyOf(args, args.length + 3);
    System.arraycopy(args, 0, all, 1, args.length);
    all[0] = "ingest";
    all[args.length + 1] = "-o";
    all[args.length + 2] = output;
    Run run = of(all);
    if (run.code() != Intarsia.OK) {
      throw new AssertionError(run.err());
    }
    return output;
  }
}
