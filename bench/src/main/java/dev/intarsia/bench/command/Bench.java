package dev.intarsia.bench.command;

import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Experiments;
import dev.intarsia.bench.fork.Fork;
import dev.intarsia.cli.console.Failure;
import dev.intarsia.cli.console.Stopped;
import dev.intarsia.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code intarsia bench} command; the {@code intarsia} script starts it. */
public final class Bench {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private static final String PREFIX = "intarsia: ";

  private Bench() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), Experiments.all(), new Fork(), args));
  }

  /** Runs the command. */
  static int run(Terminal terminal, List<Experiment> experiments, Fork fork, String... args) {
    CommandLine command = new CommandLine(new BenchCommand(terminal, experiments, fork));
    command.addSubcommand(new CompareCommand(terminal));
    command.addSubcommand(new RenderCommand());
    command.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    command.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    command.setUsageHelpAutoWidth(terminal.watched());
    command.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.watched() ? Ansi.AUTO : Ansi.OFF));
    command.setParameterExceptionHandler((thrown, _) -> usage(thrown));
    command.setExecutionExceptionHandler((thrown, _, _) -> failure(thrown, terminal));
    return command.execute(args);
  }

  private static int usage(ParameterException thrown) {
    CommandLine command = thrown.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(PREFIX + thrown.getMessage());
    UnmatchedArgumentException.printSuggestions(thrown, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return USAGE;
  }

  private static int failure(Exception thrown, Terminal terminal) {
    switch (thrown) {
      case Failure failure -> terminal.err().println(PREFIX + failure.getMessage());
      case Stopped _ -> terminal.err().println(PREFIX + "stopped");
      case NoSuchFileException missing ->
          terminal.err().println(PREFIX + "there is no " + missing.getFile());
      case FileSystemException file when file.getReason() != null ->
          terminal.err().println(PREFIX + file.getFile() + ": " + file.getReason());
      case IOException failed -> terminal.err().println(PREFIX + failed.getMessage());
      default -> {
        terminal.err().println(PREFIX + "this should not have happened. Please report it:");
        thrown.printStackTrace(terminal.err());
      }
    }
    return FAILED;
  }
}
