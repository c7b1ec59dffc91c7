package dev.intarsia.bench.command;

import picocli.CommandLine.Option;

/** What every command answers. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  boolean help;
}
