package dev.intarsia.cli;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.cli.console.PipeClosed;
import dev.intarsia.cli.console.Stopped;
import dev.intarsia.cli.console.Terminal;
import dev.intarsia.memory.MemoryLimitExceededException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said about whatever went wrong, and the exit code that goes with it. */
final class Complaints {
  private static final String PREFIX = "intarsia: ";

  private Complaints() {}

  /** The command line makes no sense. */
  static int usage(ParameterException thrown, String[] args) {
    CommandLine command = thrown.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(PREFIX + words(thrown));
    UnmatchedArgumentException.printSuggestions(thrown, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return Intarsia.USAGE;
  }

  private static String words(ParameterException thrown) {
    boolean named =
        thrown instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption();
    return named
        ? "there is no command "
            + String.join(" ", ((UnmatchedArgumentException) thrown).getUnmatched())
        : String.valueOf(thrown.getMessage())
            .replaceFirst(" is not an? (int|long)$", " is not a whole number");
  }

  /**
   * The run failed: what a person can mend is said in words, what is our own mistake shows its
   * stack.
   */
  static int failure(Exception thrown, Terminal terminal) {
    if (thrown instanceof PipeClosed) {
      return Intarsia.OK;
    }
    PrintStream err = terminal.err();
    switch (thrown) {
      case Failure failure -> err.println(PREFIX + failure.getMessage());
      case Stopped _ -> err.println(PREFIX + "stopped; nothing was written");
      case UncheckedIOException wrapped -> err.println(PREFIX + words(cause(wrapped)));
      case IOException failed -> err.println(PREFIX + words(failed));
      case InvalidPathException path -> err.println(PREFIX + path.getMessage());
      case MemoryLimitExceededException exceeded ->
          err.println(
              PREFIX + exceeded.getMessage() + "\nGive more with --memory. Nothing was written.");
      default -> {
        err.println(
            PREFIX + "this should not have happened; nothing was written. Please report it:");
        thrown.printStackTrace(err);
      }
    }
    err.flush();
    return Intarsia.FAILED;
  }

  private static IOException cause(UncheckedIOException wrapped) {
    return Objects.requireNonNull(wrapped.getCause());
  }

  private static String words(IOException failed) {
    return switch (failed) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case FileAlreadyExistsException exists ->
          exists.getFile() + " exists already, and --no-overwrite was given";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      case CharacterCodingException coding -> "the input is not UTF-8: " + coding.getMessage();
      default -> String.valueOf(failed.getMessage());
    };
  }
}
