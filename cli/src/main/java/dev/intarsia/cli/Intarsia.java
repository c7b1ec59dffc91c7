package dev.intarsia.cli;

import dev.intarsia.cli.console.Terminal;
import dev.intarsia.parquet.ParquetWriter;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code intarsia} command. */
@Command(
    name = "intarsia",
    header = "Writes Parquet from memory that the garbage collector never sees.",
    customSynopsis = "intarsia COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia demo                            see what it does on this machine",
      "  intarsia ingest logs/*.ndjson.gz -o logs.parquet",
      "  intarsia head logs.parquet               what is in there",
      "  intarsia help ingest                     all about a command",
      "",
      "In a source tree, the script beside it knows one more, which it builds first:",
      "  intarsia bench      Measures on this machine whether off-heap memory pays.",
      "",
      "Exit codes: 0 done, 1 failed and nothing was written, 2 wrong usage."
    },
    versionProvider = Version.class)
public final class Intarsia implements Callable<Integer> {
  /** Exit code of a run that did what it was asked to. */
  public static final int OK = 0;

  /** Exit code of a run that failed. */
  public static final int FAILED = 1;

  /** Exit code of a run that was asked for something that makes no sense. */
  public static final int USAGE = 2;

  // That an unfinished file vanishes is what this command promises; it needs no warning.
  private static final Logger DISCARDS = Logger.getLogger(ParquetWriter.class.getName());

  @Spec private @Nullable CommandSpec spec;

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "print the version and exit")
  boolean version;

  private Intarsia() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /**
   * Runs a command.
   *
   * @param terminal what it reads from and writes to
   * @param args the command line
   * @return the exit code
   */
  public static int run(Terminal terminal, String... args) {
    DISCARDS.setLevel(Level.OFF);
    CommandLine command = new CommandLine(new Intarsia());
    command.addSubcommand(new DemoCommand(terminal));
    command.addSubcommand(new IngestCommand(terminal));
    command.addSubcommand(new InspectCommand(terminal));
    command.addSubcommand(new SchemaCommand(terminal));
    command.addSubcommand(new HeadCommand(terminal));
    command.addSubcommand(new CatCommand(terminal));
    command.addSubcommand(new CountCommand(terminal));
    command.addSubcommand(new VerifyCommand(terminal));
    command.addSubcommand(help());
    command.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    command.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setUsageHelpAutoWidth(terminal.watched());
    command.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.watched() ? Ansi.AUTO : Ansi.OFF));
    command.setParameterExceptionHandler(Complaints::usage);
    command.setExecutionExceptionHandler((thrown, _, _) -> Complaints.failure(thrown, terminal));
    return command.execute(args);
  }

  private static CommandLine help() {
    CommandLine help = new CommandLine(new HelpCommand());
    help.getCommandSpec().usageMessage().header("Tells all about a command.");
    return help;
  }

  /** Without a command: says what there is. */
  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command.usage(command.getErr());
    return USAGE;
  }
}
